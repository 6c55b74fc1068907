// What every page has, as this one has it.
() => {
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  const named = (one) => one.textContent.trim() || one.querySelector("img[alt], svg, [aria-label]") || one.getAttribute("aria-label");
  const wanting = "h1, h2, h3, h4, a, button, label, legend, caption, th[scope]";
  return {
    title: document.title.trim(),
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    mains: document.querySelectorAll("main").length,
    header: document.querySelectorAll("body > header, [role=banner]").length,
    empty: [...document.querySelectorAll(wanting)].filter((one) => one.checkVisibility() && !named(one)).map((one) => one.outerHTML.slice(0, 100)),
    ids: ids.filter((id, at) => ids.indexOf(id) !== at),
  };
}
