// What has the focus now; null where nothing of the page has.
async () => {
  // The page moves to what has the focus in the next picture.
  await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const shows = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none";
  if (!one.dataset.tabbed) one.dataset.tabbed = String(document.querySelectorAll("[data-tabbed]").length + 1);
  // A box that is drawn by its neighbour, as that of the menu is, shows the focus on the neighbour.
  const drawn = [one, one.nextElementSibling, one.closest("label"), one.parentElement].filter(Boolean);
  return {
    number: Number(one.dataset.tabbed),
    what: one.outerHTML.slice(0, 90),
    seen: drawn.some((place) => shows(getComputedStyle(place))),
    inside: drawn.slice(0, 2).some((place) => {
      const box = place.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
    }),
  };
}
