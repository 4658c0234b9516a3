/** Two quiet notes, a fourth apart. */

let audio = null;

// Browsers let a page make a sound only after its user did something on it.
for (const gesture of ["pointerdown", "keydown"]) {
  addEventListener(gesture, () => (audio ??= new AudioContext()), { once: true });
}

export function chime() {
  if (!audio) return;
  audio.resume();
  [587.33, 783.99].forEach((pitch, index) => {
    const start = audio.currentTime + index * 0.13;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.06, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.55);
  });
}
