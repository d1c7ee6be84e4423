(function (key, figure, sources) {
  "use strict";
  function load(n) {
    if (window.Plotly) return Promise.resolve(window.Plotly);
    if (n === sources.length) return Promise.reject(new Error("plotly.js did not load"));
    if (sources[n].local && location.protocol !== "file:") return load(n + 1);
    return new Promise(function (loaded, failed) {
      var script = document.createElement("script");
      if (sources[n].integrity) {
        script.integrity = sources[n].integrity;
        script.crossOrigin = "anonymous";
      }
      script.onload = function () { window.Plotly ? loaded(window.Plotly) : failed(); };
      script.onerror = failed;
      script.src = sources[n].src;
      document.head.appendChild(script);
    }).catch(function () { return load(n + 1); });
  }
  function draw(Plotly, place) {
    var words = place.innerHTML;
    place.setAttribute("data-drawn", "");
    place.textContent = "";
    return Promise.resolve()
      .then(function () { return Plotly.newPlot(place, JSON.parse(JSON.stringify(figure))); })
      .then(function () {
        var data = place.parentNode && place.parentNode.querySelector("details");
        if (data && !place.querySelector(".no-webgl")) data.open = false;
      })
      .catch(function (error) {
        place.innerHTML = words;
        console.error("The figure could not be drawn: " + error);
      });
  }
  // All figures of a page wait for one script; when it does not come, a later figure may try again.
  if (!window.descentPlotly) {
    window.descentPlotly = load(0);
    window.descentPlotly.catch(function () { window.descentPlotly = null; });
  }
  window.descentPlotly.then(function (Plotly) {
    document.querySelectorAll('[data-descent-figure="' + key + '"]:not([data-drawn])').forEach(function (place) {
      draw(Plotly, place);
    });
  }, function () { /* The words and the table stay. */ });
})
