import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://mau.example",
  telemetry: false,
  integrations: [starlight({ title: "Trang mẫu để đo", locales: { root: { label: "Tiếng Việt", lang: "vi" } } })],
});
