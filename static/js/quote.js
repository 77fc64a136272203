/* Sends the words that are selected in an answer along with its button "Citeer hieruit". */
for (const button of document.querySelectorAll("[data-quote-from]")) {
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", () => {
    const selection = document.getSelection();
    const part = document.getElementById(button.dataset.quoteFrom);
    if (selection.rangeCount && part.contains(selection.getRangeAt(0).commonAncestorContainer)) {
      document.getElementById("selectie").value = selection.toString();
    }
  });
}
