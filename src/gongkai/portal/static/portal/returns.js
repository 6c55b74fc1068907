// 退改清单: files are sent a few at a time, so that the progress is seen, one can be tried again, and all can be called off. The results come back signed; together they are posted for the same page that is made without
// script.
"use strict";
(() => {
  const form = document.getElementById("returns");
  const collected = document.getElementById("collected");
  const sending = document.getElementById("sending");
  if (!form || !collected || !sending || typeof DataTransfer === "undefined") return;
  const AT_ONCE = 2, TRIES = 8, FEW = 6, FEW_BYTES = 4 * 1024 * 1024;
  const input = form.querySelector('input[type="file"]');
  const find = (name) => sending.querySelector(`[data-${name}]`);
  const words = find("words"), status = find("status"), lines = find("lines"), bar = document.getElementById("bar");
  const cancel = find("cancel"), without = find("without");
  const token = form.querySelector('input[name="csrfmiddlewaretoken"]').value;
  let control = null, files = [], results = [], failed = new Set(), done = 0, busy = 0;

  const tell = () => {
    bar.max = files.length;
    bar.value = done;
    words.textContent = form.dataset.progress.replace("{done}", done).replace("{all}", files.length);
  };
  const pause = (seconds, signal) => new Promise((go, stop) => {
    const timer = setTimeout(go, seconds * 1000);
    signal.addEventListener("abort", () => { clearTimeout(timer); stop(new DOMException("", "AbortError")); }, { once: true });
  });
  const line = (place) => lines.children[place];
  const show = (place, tags) => {
    const name = document.createElement("bdi");
    name.textContent = files[place].name;
    line(place).replaceChildren(name);
    for (const tag of tags) {
      const shown = document.createElement("span");
      shown.className = `tag ${tag.look}`;
      shown.textContent = tag.words;
      line(place).append(" ", shown);
    }
  };

  async function ask(few, signal) {
    for (let attempt = 1; ; attempt += 1) {
      const body = new FormData();
      body.append("csrfmiddlewaretoken", token);
      for (const place of few) body.append("files", files[place], files[place].name);
      body.append("complete", "1");
      let answer = null;
      try {
        answer = await fetch(form.dataset.one, { method: "POST", body, signal, headers: { Accept: "application/json" } });
      } catch (error) {
        if (error.name === "AbortError") throw error;
      }
      if (answer && answer.ok) return (await answer.json()).results;
      const later = answer && (answer.status === 503 || answer.status === 429);
      if (answer && !later) {
        const said = await answer.json().catch(() => ({}));
        throw new Error(said.error || form.dataset.failed);
      }
      if (attempt >= TRIES) throw new Error(form.dataset.failed);
      if (later) status.textContent = form.dataset.waiting;
      await pause(later ? Math.min(Number(answer.headers.get("Retry-After")) || 5, 60) : attempt, signal);
      status.textContent = "";
    }
  }

  function miss(place, words) {
    failed.add(place);
    show(place, [{ look: "bad", words }]);
    const again = document.createElement("button");
    again.type = "button";
    again.className = "quiet";
    again.textContent = form.dataset.retry;
    again.addEventListener("click", () => { again.disabled = true; failed.delete(place); run([place]); });
    line(place).append(" ", again);
  }

  async function take(few, signal) {
    for (const place of few) line(place).className = "going";
    try {
      const found = await ask(few, signal);
      few.forEach((place, at) => {
        results[place] = found[at].result;
        done += 1;
        show(place, found[at].tags);
      });
    } catch (error) {
      if (error.name === "AbortError") return;
      for (const place of few) miss(place, error.message);
    }
    for (const place of few) line(place).className = "";
    tell();
  }

  function some(places) {
    const few = [places.shift()];
    let bytes = files[few[0]].size;
    while (places.length && few.length < FEW && bytes + files[places[0]].size <= FEW_BYTES) {
      bytes += files[places[0]].size;
      few.push(places.shift());
    }
    return few;
  }

  async function run(places) {
    const signal = control.signal;
    busy += 1;
    const work = async () => { while (places.length && !signal.aborted) await take(some(places), signal); };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    busy -= 1;
    if (signal.aborted || busy) return;
    if (failed.size) {
      status.textContent = form.dataset.someFailed;
      without.hidden = !done;
    } else {
      finish();
    }
  }

  function finish() {
    status.textContent = form.dataset.collecting;
    const carried = new DataTransfer();
    carried.items.add(new File([results.filter(Boolean).join("\n")], "results.txt", { type: "text/plain" }));
    const field = collected.querySelector('input[type="file"]');
    field.disabled = false;
    field.files = carried.files;
    collected.submit();
  }

  form.addEventListener("submit", (event) => {
    files = Array.from(input.files);
    if (!files.length) return;
    event.preventDefault();
    sending.hidden = false;
    if (files.length > Number(form.dataset.most)) {
      status.textContent = form.dataset.tooMany;
      return;
    }
    form.hidden = true;
    control = new AbortController();
    results = [];
    failed = new Set();
    done = 0;
    cancel.hidden = false;
    without.hidden = true;
    status.textContent = "";
    lines.replaceChildren(...files.map(() => document.createElement("li")));
    files.forEach((_, place) => show(place, []));
    tell();
    // The button was below hundreds of names. Into view by its top: focus alone moves nothing where it fills the screen.
    sending.focus({ preventScroll: true });
    sending.scrollIntoView();
    run(files.map((_, place) => place));
  });
  cancel.addEventListener("click", () => {
    control.abort();
    form.hidden = false;
    cancel.hidden = true;
    lines.replaceChildren();
    status.textContent = form.dataset.cancelled;
    input.focus();
  });
  without.addEventListener("click", finish);
  window.addEventListener("pageshow", (event) => { if (event.persisted) { form.hidden = false; sending.hidden = true; } });
})();
