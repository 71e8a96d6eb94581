// Each frame on the page of all examples is as tall as what it shows.
for (const frame of document.querySelectorAll(".examples__frame")) {
  const fit = () => {
    const shown = frame.contentDocument;
    if (shown && shown.body) frame.height = shown.body.scrollHeight;
  };
  frame.addEventListener("load", fit);
  addEventListener("resize", fit);
  fit();
}
