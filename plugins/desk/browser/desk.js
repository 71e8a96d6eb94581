/* Starts the desk with the configuration that the page carries. */

import { registerFormat } from "./canonical.js";

window.CMS_MANUAL_INIT = true;

const PREFERENCES = "sveltia-cms.prefs";

const chosen = () => {
  try {
    return JSON.parse(localStorage.getItem(PREFERENCES)) ?? {};
  } catch {
    return {};
  }
};

const start = async () => {
  const preferences = chosen();
  // the desk would take the language of the browser, which is English on many machines of the office
  if (!preferences.locale) localStorage.setItem(PREFERENCES, JSON.stringify({ ...preferences, locale: "vi" }));
  const { default: CMS } = await import("@sveltia/cms");
  registerFormat(CMS);
  document.getElementById("_cho").remove();
  CMS.init({ config: JSON.parse(document.getElementById("_cau-hinh").textContent) });
};

start();
