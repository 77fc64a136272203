/* Lets the office's own libraries make style elements. Our content policy refuses what stands in
   a page as a style; what a script makes it may make, for it could set every style by itself. */
(() => {
  const { nonce } = document.currentScript;
  const create = Document.prototype.createElement;

  Document.prototype.createElement = function createElement(name, options) {
    const element = create.call(this, name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
})();
