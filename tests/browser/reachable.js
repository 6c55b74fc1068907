// How many controls of the page the keyboard can reach.
() => {
  const kinds = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const all = [...document.querySelectorAll(kinds)].filter((one) => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({visibilityProperty: true}));
  const groups = new Set();  // the keyboard goes to one of a group of radio buttons
  return all.filter((one) => {
    if (one.type !== "radio") return true;
    const group = `${one.form && [...document.forms].indexOf(one.form)}:${one.name}`;
    return !groups.has(group) && groups.add(group);
  }).length;
}
