def test_page(page, stack):
    page.goto(stack.web_url)
    assert "Tern" in page.title() or "Tern" in page.content()
    page.screenshot(path="/tmp/launchlab/page.png")

def test_kill(stack):
    import os, time
    for name in ("web", "bot", "actions", "redis"):
        old = stack.processes[name]; os.kill(old, 9)
        t=time.time()
        while stack.processes[name] == old: time.sleep(.1)
        stack.wait_until_ready(name)
        print(name, time.time()-t)

async def test_async_after():
    pass
