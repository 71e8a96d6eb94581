/* Starts the desk with the configuration that the page carries. */

import { registerFormat } from "./canonical.js";
import previewStyle from "./preview.css?url";

window.CMS_MANUAL_INIT = true;

const start = async () => {
  const { default: CMS } = await import("@sveltia/cms");
  registerFormat(CMS);
  const given = document.getElementById("_cau-hinh");
  const config = JSON.parse(given.textContent);
  CMS.registerPreviewStyle(given.dataset.style);
  CMS.registerPreviewStyle(previewStyle);
  document.getElementById("_cho").remove();
  CMS.init({ config: { load_config_file: false, ...config } });
};

start();
