// The same pages as the other peers: articles, home, categories and tags in pages of 20, RSS of home and of each category.
import { feedPlugin } from "@11ty/eleventy-plugin-rss";
import { categories, slugOf } from "./categories.mjs";

const PAGE = 20;
const oldestFirst = (api) => api.getFilteredByGlob("posts/**/*.md");
const posts = (api) => oldestFirst(api).reverse();

/** One flat list of { term, number, total, items }: what a paginated listing of each term needs. */
const listings = (field) => (api) => {
  const byTerm = new Map();
  for (const post of posts(api)) {
    for (const term of [post.data[field]].flat()) {
      if (!byTerm.has(term)) byTerm.set(term, []);
      byTerm.get(term).push(post);
    }
  }
  return [...byTerm].flatMap(([term, all]) => {
    const total = Math.ceil(all.length / PAGE);
    return Array.from({ length: total }, (_, i) => ({ term, number: i + 1, total, items: all.slice(i * PAGE, (i + 1) * PAGE) }));
  });
};

const feed = (path, collection, title) => ({
  type: "rss",
  outputPath: path,
  inputPath: `${collection}.njk`,
  collection: { name: collection, limit: PAGE },
  metadata: { language: "vi", title, subtitle: "Cổng mẫu", base: "https://bench.example/", author: { name: "Cổng mẫu" } },
});

export default function (config) {
  config.addGlobalData("categories", categories);
  config.addFilter("slugOf", slugOf);
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("shownDay", (date) => date.toISOString().slice(0, 10).split("-").reverse().join("/"));
  config.addCollection("posts", posts);
  config.addCollection("byCategory", listings("category"));
  config.addCollection("byTopic", listings("topics"));
  // the feed plugin wants the oldest first, and a name that is an identifier
  config.addCollection("feed_all", oldestFirst);
  config.addPlugin(feedPlugin, feed("/nguon-tin/tat-ca.rss.xml", "feed_all", "Cổng mẫu"));
  for (const name of categories) {
    const collection = `feed_${slugOf(name).replaceAll("-", "_")}`;
    config.addCollection(collection, (api) => oldestFirst(api).filter((post) => post.data.category === name));
    config.addPlugin(feedPlugin, feed(`/nguon-tin/${slugOf(name)}.rss.xml`, collection, name));
  }
  return { dir: { input: ".", includes: "_includes", output: "_site" }, markdownTemplateEngine: false };
}
