// 上传: files dropped onto an upload field, their names shown, and the progress of sending. Without it the field and the
// form work as any browser has them.
"use strict";
for (const place of document.querySelectorAll(".upload")) {
  const input = place.querySelector('input[type="file"]');
  if (!input) continue;
  const names = document.createElement("ol");
  const show = () => {
    names.replaceChildren(...Array.from(input.files).map((file) => {
      const line = document.createElement("li");
      line.textContent = file.name;
      return line;
    }));
    names.hidden = input.files.length < 2;
  };
  place.append(names);
  show();
  input.addEventListener("change", show);
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => { event.preventDefault(); place.classList.add("over"); });
  }
  for (const kind of ["dragleave", "drop"]) place.addEventListener(kind, () => place.classList.remove("over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    const dropped = new DataTransfer();
    for (const file of Array.from(event.dataTransfer.files).slice(0, input.multiple ? undefined : 1)) dropped.items.add(file);
    input.files = dropped.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
