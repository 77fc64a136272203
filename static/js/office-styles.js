/* Lets the office's own libraries set styles. Our content policy refuses what stands in a page as
   a style; what a script makes it may make, for it could set every style by itself. */
(() => {
  const { nonce } = document.currentScript;
  const create = Document.prototype.createElement;
  const set = Element.prototype.setAttribute;
  const pasted = DataTransfer.prototype.getData;

  Document.prototype.createElement = function createElement(name, options) {
    const element = create.call(this, name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };

  // The text editor sets one on what is copied; the cropper of pictures tries whether handlers work.
  Element.prototype.setAttribute = function setAttribute(name, value) {
    if (name === "style" && this.style) this.style.cssText = value;
    else if (!/^on/i.test(name)) set.call(this, name, value);
  };

  // What comes in from elsewhere wears styles that would be refused; its words are all that is kept.
  DataTransfer.prototype.getData = function getData(format) {
    const data = pasted.call(this, format);
    return format === "text/html" ? data.replace(/(<[^<>]*\s)style=/gi, "$1data-style=") : data;
  };
})();
