/* Starts the back office's widgets from data attributes. Wagtail starts them with inline
   scripts, which our content policy refuses; templates/wagtailadmin/ has the other half. */
(() => {
  const known = /^(init(Date|Time|DateTime)Chooser|createTaskChooser|InlinePanel|MultipleChooserPanel|[A-Z]\w*Chooser|Chooser)$/;
  const loaded = new Promise((resolve) => {
    if (document.readyState === "complete") resolve();
    else window.addEventListener("load", resolve, { once: true });
  });

  class StartController extends window.StimulusModule.Controller {
    static values = { name: String, with: Array };

    async connect() {
      await loaded;
      if (this.started || !known.test(this.nameValue)) return;
      this.started = true;
      const starter = window[this.nameValue];
      if (/^[A-Z]/.test(this.nameValue)) new starter(...this.withValue);
      else starter(...this.withValue);
    }
  }

  window.wagtail.app.register("start", StartController);
  // A picture that was not sent yet has an address that our content policy refuses; a sign stands for it.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelector("#fileupload")?.setAttribute("data-disable-image-load", "true");
  });
})();
