/* What the checks beside a preview ask of words: that links say where they lead, that sentences are short. */
(() => {
  const vague = /^(klik|hier|klik hier|lees (meer|verder)|meer( lezen| informatie| info)?|link|website|deze (link|pagina))[.:»>…]*$/i;
  const hard = /\b(teneinde|middels|inzake|omtrent|conform|derhalve|alsmede|dienaangaande|ten behoeve van|ten aanzien van|met betrekking tot|in het kader van|dient te|dienen te|implementeren|faciliteren|stakeholders?)\b/i;
  const longest = 25;
  const own = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const words = (sentence) => sentence.split(" ").filter((word) => /[\p{L}\d]/u.test(word)).length;
  const bar = document.querySelector("wagtail-userbar");
  if (!bar?.registerCheck) return;
  bar.registerCheck("check-link-text", (link) => !vague.test(own(link)));
  bar.registerCheck("check-sentences", (text) => own(text).split(/[.!?:;]\s/).every((sentence) => words(sentence) <= longest));
  bar.registerCheck("check-words", (text) => !hard.test(own(text)));
})();
