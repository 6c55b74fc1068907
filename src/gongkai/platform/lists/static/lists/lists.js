// 列表: what a script adds to lists that work without it: choosing all rows, keys, and the focus after a replacement.
"use strict";
(() => {
  const OFF = "gongkai-list-keys-off";
  const list = () => document.querySelector("[data-list]");
  const isOff = () => { try { return localStorage.getItem(OFF) === "1"; } catch { return false; } };
  const isTyping = (element) => element instanceof HTMLElement
    && (element.matches("input:not([type=checkbox]), select, textarea") || element.isContentEditable);

  const boxes = (table) => [...table.querySelectorAll("input[name=chosen]")];

  function chooseAll(table) {
    const head = table.querySelector("thead th");
    if (head.querySelector("input")) return;
    const all = document.createElement("input");
    all.type = "checkbox";
    all.setAttribute("aria-label", table.dataset.choose);
    all.addEventListener("change", () => boxes(table).forEach((box) => { box.checked = all.checked; }));
    table.tBodies[0].addEventListener("change", () => {
      const chosen = boxes(table).filter((box) => box.checked).length;
      all.checked = chosen > 0 && chosen === boxes(table).length;
      all.indeterminate = chosen > 0 && !all.checked;
    });
    head.replaceChildren(all);
  }

  function prepare() {
    const here = list();
    if (!here) return;
    here.querySelectorAll("table[data-choose]").forEach(chooseAll);
    here.querySelectorAll("[data-keys]").forEach((keys) => {
      keys.hidden = false;
      const use = keys.querySelector("[data-keys-switch]");
      use.checked = !isOff();
      use.addEventListener("change", () => {
        try { localStorage.setItem(OFF, use.checked ? "0" : "1"); } catch { /* kept nowhere: on again next time */ }
      });
    });
  }

  function step(rows, from, by) {
    const next = rows[rows.indexOf(from) + by];
    const target = next && next.querySelector("a, input");
    if (target) target.focus();
    return Boolean(target);
  }

  document.addEventListener("keydown", (event) => {
    const here = list();
    if (!here || isOff() || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
    if (isTyping(event.target)) return;
    if (event.key === "/") {
      const first = here.querySelector("form[role=search] input:not([type=hidden]), form[role=search] select");
      if (first) { first.focus(); event.preventDefault(); }
      return;
    }
    const row = event.target instanceof Element ? event.target.closest("[data-list] tbody tr") : null;
    if (!row) return;
    const rows = [...row.parentElement.rows];
    const by = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    if (by) {
      if (step(rows, row, by)) event.preventDefault();
    } else if (event.key === "x") {
      const box = row.querySelector("input[name=chosen]");
      if (box) { box.click(); event.preventDefault(); }
    }
  });

  document.addEventListener("htmx:afterSettle", () => {
    prepare();
    if (document.activeElement === document.body && list()) list().focus({ preventScroll: true });
  });
  prepare();
})();
