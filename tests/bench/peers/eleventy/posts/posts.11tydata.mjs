export default { layout: "article.njk", permalink: (data) => `/bai/${data.slug}.html` };
