/* Sveltia CMS as files of the portal: no part of it is fetched from elsewhere.
   The replacements below are for exactly the version in package-lock.json; where one no longer fits, the bundle is not made. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/* Places of the package that ask other hosts than the texts' own, or offer languages that the portal does not ship. */
const REPLACED = [
  ["`https://www.githubstatus.com/api/v2/status.json`", "``"],
  ["`https://status-api.hostedstatus.com/1.0/status/5b36dc6502d06804c08349f7`", "``"],
  ["await ZR(Rye)", "await Promise.reject()"],
  ["await ZR(Vbe)", "await Promise.reject()"],
  ["`ar,bg,ca,cs,da,de,el,en-CA,en-GB,en-US,es-CO,fa,fi,fr,hr,it,ja,ko,nl,pl,pt-BR,pt-PT,ru,sv,tr,uk,vi,zh-CN,zh-TW`", "`en-US,vi`"],
  // the language of the browser is English on many machines of the office
  ["MQ=()=>{let e=one();return e&&jQ.includes(e)?e:AQ}", "MQ=()=>`vi`"],
];

/* What no field of ours uses: maps, colours of program code, squeezing of drawings; and what would have the page compile programs
   (WebAssembly): reading HEIC, which the portal does not take, and writing WebP where the browser cannot. */
const UNUSED = /^(leaflet|terra-draw|terra-draw-leaflet-adapter|svgo|@shikijs\/(langs|themes))(\/|$)|chunks\/(heic|webp_enc)[\w-]*\.js$/;
const UNUSED_FILE = /new URL\(`assets\/(?:heic|webp|marker)[\w-]*\.\w+`,\s*import\.meta\.url\)/g;
/* The package's own fonts stand beside it and are loaded by its script; these rules would fetch them once more from elsewhere. */
const FONT_RULE = /@font-face \{[^}]*cdn\.jsdelivr\.net[^}]*\}/g;
const NOTHING = "\0nothing";

const merged = (base, own) => {
  const result = { ...base };
  for (const [key, value] of Object.entries(own)) {
    result[key] = typeof value === "string" ? value : merged(base[key] ?? {}, value);
  }
  return result;
};

const portal = {
  name: "portal",
  enforce: "pre",
  resolveId(source) {
    const isForeign = /locales\/(?!vi\.json$)[\w-]+\.json$/.test(source);
    return UNUSED.test(source) || isForeign ? NOTHING : undefined;
  },
  load(id) {
    return id === NOTHING ? "export default [];" : undefined;
  },
  transform(code, id) {
    if (id.endsWith("/locales/vi.json")) {
      const own = JSON.parse(readFileSync(here("vi.json"), "utf8"));
      return { code: JSON.stringify(merged(JSON.parse(code), own)), map: null };
    }
    if (!id.endsWith("/@sveltia/cms/npm/index.js")) return undefined;
    for (const [old, replacement] of REPLACED) {
      if (code.split(old).length !== 2) this.error(`not once in ${id}: ${old}`);
      code = code.replace(old, () => replacement);
    }
    if (code.match(FONT_RULE)?.length !== 3) this.error(`other font rules in ${id}`);
    return { code: code.replaceAll(FONT_RULE, "").replaceAll(UNUSED_FILE, "new URL(`about:blank`)"), map: null };
  },
};

export default {
  root: here("."),
  base: "./",
  logLevel: "warn",
  cacheDir: "node_modules/.vite",
  plugins: [portal],
  worker: { format: "es" },
  build: {
    target: "esnext",
    // the package comes minified; to print it anew costs time and saves nothing
    minify: false,
    modulePreload: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4096,
    reportCompressedSize: false,
    emptyOutDir: true,
    rollupOptions: {
      treeshake: false,
      input: { "ban-bien-tap": here("desk.js") },
      output: {
        hashCharacters: "hex",
        entryFileNames: "[name].[hash:10].js",
        chunkFileNames: "[name].[hash:10].js",
        assetFileNames: "[name].[hash:10][extname]",
      },
    },
  },
};
