// One article in the page template of govuk-frontend: article.json and article.html -> dist/
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import nunjucks from "nunjucks";

const dist = "node_modules/govuk-frontend/dist";
const home = `${dist}/govuk`;
const classes = { h2: "heading-m", p: "body", ul: "list govuk-list--bullet", blockquote: "inset-text", a: "link" };
const body = readFileSync("article.html", "utf8").replace(/<(h2|p|ul|blockquote|a)(?=[ >])/g, (_, tag) => `<${tag} class="govuk-${classes[tag]}"`);

mkdirSync("dist", { recursive: true });
cpSync(`${home}/assets`, "dist/assets", { recursive: true });
for (const name of ["govuk-frontend.min.css", "govuk-frontend.min.js"]) cpSync(`${home}/${name}`, `dist/${name}`);
cpSync("anh.jpg", "dist/anh.jpg");
const page = nunjucks.configure([dist, "."], { autoescape: true }).render("page.njk", { ...JSON.parse(readFileSync("article.json", "utf8")), body });
writeFileSync("dist/bai.html", page);
