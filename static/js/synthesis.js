/* At the desk of a synthesis: sends the selected words along with a button of that answer, and
   keeps the answers where they were when the page comes back. */
const selected = document.getElementById("selectie");
for (const button of document.querySelectorAll("[data-words]")) {
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const selection = document.getSelection();
    const part = document.getElementById(button.dataset.words);
    const within = selection.rangeCount && part && part.contains(selection.getRangeAt(0).commonAncestorContainer);
    selected.value = within ? selection.toString() : "";
  });
}
const answers = document.querySelector("[data-keeps-place]");
const place = `place ${location.pathname.replace(/(synthese\/).*/, "$1")} ${location.search}`;
answers.scrollTop = sessionStorage.getItem(place) || 0;
addEventListener("pagehide", () => sessionStorage.setItem(place, answers.scrollTop));
