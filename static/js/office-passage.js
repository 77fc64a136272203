/* Draws a passage of a thread in the editor of a lesson: to be read, moved and removed, not rewritten. */
class BoundPassage {
  constructor(element, state) {
    this.element = element;
    this.input = element.querySelector("input");
    this.idForLabel = this.input.id;
    this.setState(state);
  }
  getValue() { return this.input.value; }
  getState() { return this.state; }
  setState(state) {
    this.state = state || { number: "", words: "", note: "Citaten kiest de begeleider, uit het gesprek. Haal dit blok weg." };
    this.input.value = this.state.number;
    this.element.querySelector("blockquote").textContent = this.state.words;
    this.element.querySelector("p").textContent = this.state.note;
  }
  setInvalid() {}
  getTextLabel() { return this.state.words || this.state.note; }
  focus() { this.element.focus(); }
}
window.telepath.register("portal.widgets.Passage", class {
  constructor(html) { this.html = html; }
  render(placeholder, name, id, state) {
    const element = document.createElement("div");
    element.className = "office-passage";
    element.tabIndex = -1;
    element.innerHTML = this.html.replace(/__NAME__/g, name).replace(/__ID__/g, id);
    element.append(document.createElement("blockquote"), document.createElement("p"));
    placeholder.replaceWith(element);
    return new BoundPassage(element, state);
  }
});
