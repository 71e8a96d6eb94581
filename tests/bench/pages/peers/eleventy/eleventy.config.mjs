export default function (config) {
  config.addPassthroughCopy("anh.jpg");
  config.addGlobalData("layout", "article.njk");
  config.addGlobalData("permalink", "bai.html");
}
