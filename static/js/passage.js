/* Puts the words that are selected in a post into its field "De woorden, letterlijk", and opens that. */
document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const ends = [selection.anchorNode, selection.focusNode].map((node) => node.parentElement?.closest("[data-quote-into]"));
  if (!ends[0] || ends[0] !== ends[1]) return;
  const field = document.getElementById(ends[0].dataset.quoteInto);
  field.value = selection.toString();
  field.closest("details").open = true;
});
