// What is wrong with how the page lies on the screen now: a list of sentences, empty where all is well.
() => {
  const faults = [];
  const root = document.documentElement;
  const name = (element) => {
    const words = (element.textContent || element.value || "").trim().replace(/\s+/g, " ").slice(0, 30);
    const classes = typeof element.className === "string" && element.className ? "." + element.className.trim().replace(/\s+/g, ".") : "";
    return `<${element.localName}${element.id ? "#" + element.id : ""}${classes}> ${words}`;
  };
  const style = new Map();
  const styleOf = (element) => {
    if (!style.has(element)) style.set(element, getComputedStyle(element));
    return style.get(element);
  };
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true });
  // Said to screen readers alone, or waiting for the keyboard to show it.
  const hidden = (element) => {
    for (let above = element; above && above !== document.body; above = above.parentElement)
      if (styleOf(above).clipPath === "inset(50%)") return true;
    return false;
  };
  const unseen = (element) => element.closest(".unseen, .skip, svg title, svg desc, option, datalist") !== null || hidden(element);
  const scrolls = (element) => {
    for (let above = element; above && above !== document.body; above = above.parentElement)
      if (["auto", "scroll"].includes(styleOf(above).overflowX)) return true;
    return false;
  };

  // 1. The page itself scrolls to no side.
  if (root.scrollWidth > root.clientWidth) {
    const all = [...document.body.querySelectorAll("*")].filter((one) => shown(one) && one.getBoundingClientRect().right > root.clientWidth + 1);
    // What is placed absolutely leaves a box that scrolls, unless that box is positioned itself.
    const beyond = all.filter((one) => styleOf(one).position === "absolute" || !scrolls(one.parentElement));
    faults.push(`the page is ${root.scrollWidth} wide on ${root.clientWidth}: ${beyond.slice(0, 4).map(name).join("; ")}`);
  }

  // 2. No text is cut off, by its own box or by the edge of the screen.
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const cut = new Set(), broken = new Set();
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || !element || ["SCRIPT", "STYLE", "NOSCRIPT", "TEMPLATE", "TEXTAREA"].includes(element.tagName)) continue;
    if (!shown(element) || unseen(element) || element.namespaceURI !== "http://www.w3.org/1999/xhtml") continue;
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()];
    if (!rects.length) continue;
    const left = Math.min(...rects.map((one) => one.left)), right = Math.max(...rects.map((one) => one.right));
    const bottom = Math.max(...rects.map((one) => one.bottom));
    if ((left < -1 || right > root.clientWidth + 1) && !scrolls(element)) cut.add(`at the edge: ${name(element)}`);
    // Short words stay whole; what is long and no word (a hash, an address) may go over lines.
    if (rects.length > 1 && !element.closest("code, pre, .codes")) for (const word of text.data.matchAll(/[A-Za-z]{2,14}/g)) {
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (range.getClientRects().length > 1) broken.add(`${word[0]} in ${name(element)}`);
    }
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      const { overflowX, overflowY } = styleOf(box);
      if (["auto", "scroll"].includes(overflowX) || ["auto", "scroll"].includes(overflowY)) break;
      if (!["hidden", "clip"].includes(overflowX) && !["hidden", "clip"].includes(overflowY)) continue;
      const edge = box.getBoundingClientRect();
      const beyondX = ["hidden", "clip"].includes(overflowX) && (right > edge.right + 1.5 || left < edge.left - 1.5);
      const beyondY = ["hidden", "clip"].includes(overflowY) && bottom > edge.bottom + 3;
      if (beyondX || beyondY) cut.add(`in <${box.localName}.${box.className}>: ${name(element)}`);
    }
  }
  faults.push(...[...cut].slice(0, 6).map((one) => `text cut off ${one}`));
  faults.push(...[...broken].slice(0, 6).map((one) => `a word broken in two: ${one}`));

  // 3. No two controls lie over each other. 4. Each is 24 pixels high and wide, or stands in a sentence, or apart.
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [tabindex='0']";
  const controls = [...document.querySelectorAll(kinds)].filter((one) => shown(one) && !unseen(one) && one.getClientRects().length);
  // What of a rectangle shows: boxes that scroll or hide keep the rest of it to themselves.
  const showing = (one, { left, top, right, bottom }) => {
    for (let box = one.parentElement; box && box !== document.body; box = box.parentElement) {
      if (styleOf(box).overflowX === "visible" && styleOf(box).overflowY === "visible") continue;
      const edge = box.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, edge.left), Math.max(top, edge.top), Math.min(right, edge.right), Math.min(bottom, edge.bottom)];
    }
    return { left, top, right, bottom, width: right - left, height: bottom - top };
  };
  const places = controls.map((one) => [...one.getClientRects()].map((rect) => showing(one, rect)).filter((rect) => rect.width > 1 && rect.height > 1));
  const boxes = controls.map((one) => showing(one, one.getBoundingClientRect()));
  const fixed = (element) => {
    for (let above = element; above; above = above.parentElement) if (["fixed", "sticky"].includes(styleOf(above).position)) return true;
    return false;
  };
  const related = (one, other) => one.contains(other) || other.contains(one) || fixed(one) || fixed(other)
    || (one.labels && [...one.labels].some((label) => label.contains(other))) || (other.labels && [...other.labels].some((label) => label.contains(one)));
  const inText = (one) => styleOf(one).display.startsWith("inline") && !["inline-block", "inline-flex", "inline-grid"].includes(styleOf(one).display)
    && [...one.parentElement.childNodes].some((node) => node !== one && node.textContent.trim() && (node.nodeType === Node.TEXT_NODE || styleOf(node).display === "inline"));
  const order = controls.map((_, place) => place).sort((one, other) => boxes[one].top - boxes[other].top);
  for (let i = 0; i < order.length; i++) {
    const one = order[i];
    for (let j = i + 1; j < order.length && boxes[order[j]].top < boxes[one].bottom; j++) {
      const other = order[j];
      if (boxes[other].left >= boxes[one].right || boxes[other].right <= boxes[one].left) continue;
      if (related(controls[one], controls[other])) continue;
      const both = inText(controls[one]) && inText(controls[other]);
      for (const first of places[one]) for (const second of places[other]) {
        const across = Math.min(first.right, second.right) - Math.max(first.left, second.left);
        const down = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
        // The boxes of lines of running text reach into each other by nature.
        if (across > 2 && down > (both ? 8 : 2)) faults.push(`controls over each other: ${name(controls[one])} and ${name(controls[other])}`);
      }
    }
  }
  const middle = (box) => [box.left + box.width / 2, box.top + box.height / 2];
  controls.forEach((one, place) => {
    const box = boxes[place];
    const whole = one.getBoundingClientRect();  // what scrolls out of sight is as large as it is
    if ((whole.width >= 23.5 && whole.height >= 23.5) || inText(one) || box.width < 1 || box.height < 1) return;
    if (["checkbox", "radio"].includes(one.type) && one.labels && [...one.labels].some((label) => label.getBoundingClientRect().height >= 23.5)) return;
    const [x, y] = middle(box);
    const near = boxes.some((other, at) => {
      if (at === place || one.contains(controls[at]) || controls[at].contains(one)) return false;
      const small = other.width < 23.5 || other.height < 23.5;
      const [otherX, otherY] = middle(other);
      if (small && Math.hypot(x - otherX, y - otherY) < 23.5) return true;
      const toX = Math.max(other.left - x, 0, x - other.right), toY = Math.max(other.top - y, 0, y - other.bottom);
      return Math.hypot(toX, toY) < 11.5;
    });
    if (near) faults.push(`hard to hit, ${Math.round(box.width)}×${Math.round(box.height)}: ${name(one)}`);
  });
  return [...new Set(faults)].slice(0, 12);
}
