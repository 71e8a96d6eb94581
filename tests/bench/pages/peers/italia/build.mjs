// One article with bootstrap-italia: article.json and article.html -> dist/
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const home = "node_modules/bootstrap-italia/dist";
const { title, summary, day } = JSON.parse(readFileSync("article.json", "utf8"));
const icon = (name, size = "") => `<svg class="icon ${size}" aria-hidden="true"><use href="/bootstrap-italia/svg/sprites.svg#it-${name}"></use></svg>`;
const links = ["Chính quyền", "Tin tức", "Dịch vụ", "Sống ở phường"];
const menu = links.map((name) => `<li class="nav-item"><a class="nav-link" href="/muc"><span>${name}</span></a></li>`).join("");

mkdirSync("dist", { recursive: true });
cpSync(home, "dist/bootstrap-italia", { recursive: true, filter: (path) => !/plugins|\.map$|_virtual/.test(path) });
cpSync("anh.jpg", "dist/anh.jpg");
writeFileSync("dist/bai.html", `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, shrink-to-fit=no">
<title>${title}</title>
<meta name="description" content="${summary}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/bootstrap-italia/css/bootstrap-italia.min.css">
<script>window.__PUBLIC_PATH__ = "/bootstrap-italia/fonts";</script>
</head>
<body>
<div class="skiplink"><a class="visually-hidden-focusable" href="#main">Đến nội dung chính</a></div>
<header class="it-header-wrapper">
<div class="it-header-slim-wrapper"><div class="container"><div class="it-header-slim-wrapper-content"><a class="navbar-brand" href="/">Thành phố mẫu</a></div></div></div>
<div class="it-nav-wrapper">
<div class="it-header-center-wrapper"><div class="container"><div class="it-header-center-content-wrapper">
<div class="it-brand-wrapper"><a href="/">${icon("pa")}<div class="it-brand-text"><div class="it-brand-title">Phường mẫu</div></div></a></div>
<div class="it-right-zone"><div class="it-search-wrapper"><a class="search-link rounded-icon" aria-label="Tìm kiếm" href="/tim">${icon("search")}</a></div></div>
</div></div></div>
<div class="it-header-navbar-wrapper"><div class="container"><nav class="navbar navbar-expand-lg has-megamenu" aria-label="Chính">
<button class="custom-navbar-toggler" type="button" aria-controls="nav" aria-expanded="false" aria-label="Mở danh mục" data-bs-target="#nav" data-bs-toggle="navbarcollapsible">${icon("burger")}</button>
<div class="navbar-collapsable" id="nav"><div class="overlay"></div><div class="close-div"><button class="btn close-menu" type="button"><span class="visually-hidden">Đóng danh mục</span>${icon("close-big")}</button></div>
<div class="menu-wrapper"><ul class="navbar-nav">${menu}</ul></div></div>
</nav></div></div>
</div>
</header>
<main id="main"><div class="container my-4">
<nav class="breadcrumb-container" aria-label="Đường dẫn"><ol class="breadcrumb"><li class="breadcrumb-item"><a href="/">Trang chủ</a><span class="separator">/</span></li><li class="breadcrumb-item active" aria-current="page">Tin tức</li></ol></nav>
<h1>${title}</h1>
<p class="lead">${summary}</p>
<p><small>${day}</small></p>
<article class="it-page-section">${readFileSync("article.html", "utf8")}</article>
</div></main>
<footer class="it-footer"><div class="it-footer-main"><div class="container"><section class="py-4"><p>Trang mẫu để đo.</p><ul class="link-list">${menu}</ul></section></div></div></footer>
<script src="/bootstrap-italia/js/bootstrap-italia.bundle.min.js"></script>
<script>bootstrap.loadFonts("/bootstrap-italia/fonts");</script>
</body>
</html>
`);
