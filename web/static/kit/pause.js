/** Waiting until somebody stops typing. */

/** Return a function that calls `run` once it was not called for so many milliseconds. */
export function afterPause(run, milliseconds) {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
  wait.cancel = () => clearTimeout(timer);
  return wait;
}
