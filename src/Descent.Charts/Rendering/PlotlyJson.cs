using Descent.Charts.Traces;

namespace Descent.Charts.Rendering;

/// <summary>Builds Plotly's data, layout and frames from a figure. A figure of panels has one pair of axes a panel.</summary>
internal static class PlotlyJson
{
    private const string Grid = "#e5e5e5";
    private const string Ink = "#333333";

    public static JsonMap Of(Figure figure)
    {
        var panels = figure.Panels.Count == 0 ? [figure] : figure.Panels;
        var title = figure.Frames.Count > 0 ? figure.Frames[0].Title ?? figure.Title : figure.Title;
        var layout = new JsonMap
        {
            ["width"] = figure.Width,
            ["height"] = figure.Height,
            ["title"] = Title(title),
            ["font"] = new JsonMap { ["family"] = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif", ["size"] = 14, ["color"] = Ink },
            ["paper_bgcolor"] = "white",
            ["plot_bgcolor"] = "white",
            ["colorway"] = Palette.Colors,
            ["hovermode"] = "closest",
        };
        var data = new List<JsonMap>();
        var annotations = new List<JsonMap>();
        var shapes = new List<JsonMap>();
        for (var i = 0; i < panels.Count; i++)
            AddPanel(figure, panels[i], i, panels.Count, data, layout, annotations, shapes);

        var legend = figure.Legend && data.Any(trace => trace["showlegend"] is true)
            && (data.Count(trace => trace["showlegend"] is true) > 1 || data.Count > 1);
        layout["showlegend"] = legend;
        if (panels.Any(panel => panel.Traces.Any(trace => trace is BarTrace)))
        {
            var histogram = panels.Any(panel => panel.Traces.Any(trace => trace is BarTrace { Edges: not null }));
            layout["barmode"] = histogram ? "overlay" : "group";
            layout["bargap"] = histogram ? 0.0 : 0.25;
        }

        var heads = panels.Count > 1 && panels.Any(panel => panel.Title.Length > 0) ? 26 : 0;
        var top = (title.Length > 0 ? 44 + 22 * title.Count(c => c == '\n') : 18) + (legend ? 14 + 20 * LegendRows(figure, data) : 0) + heads + 8;
        const int bottom = 64;

        // The legend stands above the titles of the panels.
        layout["legend"] = legend
            ? new JsonMap
            {
                ["orientation"] = "h",
                ["x"] = 0.0,
                ["xanchor"] = "left",
                ["y"] = 1 + (heads + 4.0) / Math.Max(50, figure.Height - top - (figure.Frames.Count > 0 ? 140 : bottom)),
                ["yanchor"] = "bottom",
                ["bgcolor"] = "rgba(255,255,255,0.6)",
            }
            : null;
        layout["margin"] = new JsonMap { ["l"] = 60, ["r"] = 24, ["t"] = top, ["b"] = bottom };
        layout["annotations"] = annotations.Count > 0 ? annotations : null;
        layout["shapes"] = shapes.Count > 0 ? shapes : null;
        layout["meta"] = figure.Caption.Length > 0 ? new JsonMap { ["caption"] = figure.Caption } : null;

        if (figure.Frames.Count > 0)
            AddControls(figure, layout);
        return new JsonMap
        {
            ["data"] = data,
            ["layout"] = layout,
            ["config"] = Config(),
            ["frames"] = figure.Frames.Count > 0 ? FramesOf(figure, annotations) : null,
        };
    }

    // Plotly 4 offers to upload the data to its makers' server: a student's data stay where they are.
    private static JsonMap Config() => new()
    {
        ["displaylogo"] = false,
        ["responsive"] = false,
        ["showSendToCloud"] = false,
        ["plotlyServerURL"] = "",
        ["modeBarButtonsToRemove"] = new[] { "select2d", "lasso2d", "autoScale2d" },
    };

    private static JsonMap? Title(string title) =>
        title.Length == 0
            ? null
            : new JsonMap
            {
                ["text"] = Words.Plotly(title),
                ["x"] = 0.0,
                ["xref"] = "paper",
                ["xanchor"] = "left",
                ["y"] = 1.0,
                ["yref"] = "container",
                ["yanchor"] = "top",
                ["pad"] = new JsonMap { ["t"] = 14 },
                ["font"] = new JsonMap { ["size"] = 18 },
            };

    private static void AddPanel(Figure figure, Figure panel, int index, int count, List<JsonMap> data, JsonMap layout, List<JsonMap> annotations, List<JsonMap> shapes)
    {
        var suffix = index == 0 ? "" : $"{index + 1}";
        var domain = Domain(figure, index, count);
        if (panel.IsSpatial)
            layout["scene" + suffix] = Scene(panel, domain);
        else
        {
            layout["xaxis" + suffix] = XAxis(panel, suffix, domain);
            layout["yaxis" + suffix] = YAxis(panel, suffix);
        }

        var traces = figure.Frames.Count > 0 ? [.. panel.Traces, .. figure.Frames[0].Traces] : panel.Traces;
        foreach (var map in Drawn(traces))
        {
            if (suffix.Length > 0 && panel.IsSpatial)
                map["scene"] = "scene" + suffix;
            else if (suffix.Length > 0)
                (map["xaxis"], map["yaxis"]) = ("x" + suffix, "y" + suffix);
            Scaled(map, panel, keep: count == 1 && figure.ColorBar);
            if (count > 1 && map.GetValueOrDefault("showlegend") is true && (!panel.Legend || data.Any(shown => Alike(shown, map))))
                map["showlegend"] = false;
            data.Add(map);
        }

        var notes = figure.Frames.Count > 0 ? [.. panel.Notes, .. figure.Frames[0].Notes] : panel.Notes;
        annotations.AddRange(notes.Select(note => Annotation(note, panel, suffix)));
        var upright = 0;
        foreach (var rule in panel.Rules)
        {
            shapes.Add(RuleLine(rule, suffix));
            if (rule.Label is not null)
                annotations.Add(RuleLabel(rule, panel, suffix, rule.IsVertical ? upright++ : 0));
        }

        if (count > 1 && panel.Title.Length > 0)
        {
            annotations.Add(new JsonMap
            {
                ["text"] = Words.Plotly(panel.Title),
                ["x"] = (domain[0] + domain[1]) / 2,
                ["y"] = 1.0,
                ["xref"] = "paper",
                ["yref"] = "paper",
                ["xanchor"] = "center",
                ["yanchor"] = "bottom",
                ["yshift"] = 4,
                ["showarrow"] = false,
                ["font"] = new JsonMap { ["size"] = 15 },
            });
        }
    }

    /// <summary>How many rows a legend above the plot will take: Plotly sets entries one after the other if they fit, else in columns as wide as the widest.</summary>
    private static int LegendRows(Figure figure, List<JsonMap> data)
    {
        const double line = 48, character = 7.3;
        double[] widths = [.. data.Where(trace => trace["showlegend"] is true).Select(trace => line + character * $"{trace["name"]}".Length)];
        var room = figure.Width - 84 - (data.Any(trace => trace.GetValueOrDefault("showscale") is true) ? 90 : 0);
        return widths.Sum() <= room ? 1 : (int)Math.Ceiling(widths.Length / Math.Max(1, Math.Floor(room / widths.Max())));
    }

    /// <summary>Takes the scale of colours away, or names it as the author named the third axis.</summary>
    private static JsonMap Scaled(JsonMap map, Figure panel, bool keep)
    {
        if (!keep && map.ContainsKey("showscale"))
            map["showscale"] = false;
        else if (!panel.IsSpatial && panel.ZAxis.Title is { } title && map.GetValueOrDefault("colorbar") is JsonMap bar)
            bar["title"] ??= new JsonMap { ["text"] = Words.Plotly(title), ["side"] = "right" };
        if (panel.Frames.Count > 0 && map["type"] is "surface" && map["cmin"] is null && map["cmax"] is null)
        {
            var heights = Ends(panel.AllTraces.OfType<GridTrace>().Where(grid => grid.IsSpatial).SelectMany(grid => grid.Values.Cast<double>()));
            (map["cmin"], map["cmax"]) = (heights?.From, heights?.To);
        }

        return map;
    }

    /// <summary>The least and the greatest of some numbers, which stand still where frames follow each other; null where that is no range.</summary>
    private static (double From, double To)? Ends(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        return finite.Length > 0 && finite.Min() < finite.Max() ? (finite.Min(), finite.Max()) : null;
    }

    /// <summary>Whether one entry in the legend explains both: panels that draw the same things share it.</summary>
    private static bool Alike(JsonMap shown, JsonMap map) =>
        shown.GetValueOrDefault("showlegend") is true && Equals(shown.GetValueOrDefault("name"), map["name"])
        && new[] { "line", "marker" }.All(style => JsonText.Write(shown.GetValueOrDefault(style)) == JsonText.Write(map.GetValueOrDefault(style)));

    /// <summary>The part of the width that a panel takes; between two panels there is room for the ticks and the title of a y axis.</summary>
    private static double[] Domain(Figure figure, int index, int count)
    {
        var gap = (figure.Panels.Skip(1).Any(panel => panel.YAxis.Title is not null) ? 80.0 : 54) / (figure.Width - 84);
        var width = (1 - (count - 1) * gap) / count;
        return [index * (width + gap), Math.Min(1, index * (width + gap) + width)];
    }

    /// <summary>Hands out colours and shapes in the order of the traces, after those of the traces that stay.</summary>
    private static IEnumerable<JsonMap> Drawn(IEnumerable<Trace> traces, IReadOnlyList<Trace>? after = null)
    {
        var colors = after?.Count(trace => trace.TakesColor) ?? 0;
        var shapes = after?.Count(IsShaped) ?? 0;
        foreach (var trace in traces)
        {
            yield return trace.ToPlotly(trace.Color ?? Palette.At(colors), shapes);
            colors += trace.TakesColor ? 1 : 0;
            shapes += IsShaped(trace) ? 1 : 0;
        }
    }

    private static bool IsShaped(Trace trace) => trace is SeriesTrace { Line: false };

    private static JsonMap XAxis(Figure panel, string suffix, double[] domain)
    {
        var axis = Axis(panel.XAxis, RangeOf(panel, panel.XAxis, extent => (extent.MinX, extent.MaxX)), Decades(panel, panel.XAxis, x: true));
        axis["domain"] = domain;
        axis["anchor"] = "y" + suffix;
        axis["constrain"] = panel.EqualAxes ? "domain" : null;
        return axis;
    }

    private static JsonMap YAxis(Figure panel, string suffix)
    {
        var axis = Axis(panel.YAxis, RangeOf(panel, panel.YAxis, extent => (extent.MinY, extent.MaxY)), Decades(panel, panel.YAxis, x: false));
        axis["anchor"] = "x" + suffix;
        axis["scaleanchor"] = panel.EqualAxes ? "x" + suffix : null;
        axis["constrain"] = panel.EqualAxes ? "domain" : null;
        return axis;
    }

    private static JsonMap Axis(Axis axis, (double From, double To)? range, double decades)
    {
        var bare = axis.Hidden || axis.Named;
        return new JsonMap
        {
            ["title"] = axis.Title is null ? null : new JsonMap { ["text"] = Words.Plotly(axis.Title) },
            ["type"] = axis.Logarithmic ? "log" : axis.Named ? "category" : null,
            ["range"] = range is not { } ends ? null
                : axis.Logarithmic ? new[] { Math.Log10(ends.From), Math.Log10(ends.To) }
                : axis.Reversed ? new[] { ends.To, ends.From }
                : new[] { ends.From, ends.To },
            ["autorange"] = range is null && axis.Reversed ? "reversed" : null,
            ["visible"] = !axis.Hidden,
            ["automargin"] = true,
            ["showgrid"] = !bare,
            ["gridcolor"] = Grid,
            ["zeroline"] = !bare,
            ["zerolinecolor"] = "#bbbbbb",
            ["linecolor"] = "#888888",
            ["showline"] = true,
            ["ticks"] = bare ? "" : "outside",
            ["tickcolor"] = "#888888",
            ["dtick"] = decades >= 2 ? (int)Math.Ceiling(decades / 9) : axis.Step == 0 ? null : axis.Step,
            ["tickvals"] = axis.Ticks?.At,
            ["ticktext"] = axis.Ticks?.Labels.Select(Words.Plotly),
            ["exponentformat"] = "power",
        };
    }

    /// <summary>
    /// The range an author asked for; else that of a grid, so that a path which leaves it does not shrink the map; else,
    /// in an animation, that of all frames, so that the axes stand still.
    /// </summary>
    private static (double From, double To)? RangeOf(Figure panel, Axis axis, Func<Extent, (double Min, double Max)> side)
    {
        if (axis.Range is not null)
            return axis.Range;
        if (axis.Named)
            return null;
        var all = panel.AllTraces.ToList();
        var grids = all.Where(trace => trace is GridTrace { IsSpatial: false }).ToList();
        var box = (grids.Count > 0 ? grids : all)
            .Aggregate(Extent.Empty, (sum, trace) => sum.Union(trace.ExtentOn(panel.XAxis.Logarithmic, panel.YAxis.Logarithmic)));
        if (box.IsEmpty || (grids.Count == 0 && panel.Frames.Count == 0))
            return null;
        var (min, max) = side(box);
        if (grids.Count > 0)
            return (min, max);
        if (axis.Logarithmic)
            return min > 0 ? (min / 1.2, max * 1.2) : null;
        var margin = max > min ? 0.06 * (max - min) : 0.5;
        return (min - margin, max + margin);
    }

    /// <summary>How many powers of ten a logarithmic axis spans: from two on, ticks at whole powers are enough.</summary>
    private static double Decades(Figure panel, Axis axis, bool x)
    {
        if (!axis.Logarithmic)
            return 0;
        if (axis.Range is { } range)
            return Math.Log10(range.To / range.From);
        double[] values = [.. panel.AllTraces
            .SelectMany(trace => trace switch { SeriesTrace series => x ? series.X : series.Y, BarTrace bars => x ? [] : bars.Values, GridTrace grid => x ? grid.X : grid.Y, _ => [] })
            .Where(value => value > 0 && double.IsFinite(value))];
        return values.Length == 0 ? 0 : Math.Log10(values.Max() / values.Min());
    }

    private static JsonMap Scene(Figure panel, double[] domain)
    {
        var moves = panel.Frames.Count > 0;
        // In a narrow part of a row: fewer numbers, seen from further away, so that they neither collide nor leave the picture.
        var isNarrow = domain[1] - domain[0] < 0.4;
        var distance = isNarrow ? 1.25 : 1;
        JsonMap Side(Axis axis, string otherwise, Func<Trace, IEnumerable<double>> along) => new()
        {
            ["title"] = new JsonMap { ["text"] = Words.Plotly(axis.Title ?? otherwise) },
            ["range"] = (axis.Range ?? (moves ? Ends(panel.AllTraces.SelectMany(along)) : null)) is { } range ? new[] { range.From, range.To } : null,
            ["nticks"] = isNarrow ? 4 : null,
            ["gridcolor"] = "#cccccc",
            ["zeroline"] = false,
            ["backgroundcolor"] = "white",
        };
        return new JsonMap
        {
            ["domain"] = new JsonMap { ["x"] = domain },
            ["xaxis"] = Side(panel.XAxis, "x", trace => trace switch { SeriesTrace series => series.X, GridTrace grid => grid.X, _ => [] }),
            ["yaxis"] = Side(panel.YAxis, "y", trace => trace switch { SeriesTrace series => series.Y, GridTrace grid => grid.Y, _ => [] }),
            ["zaxis"] = Side(panel.ZAxis, "z", trace => trace switch { SeriesTrace series => series.Z ?? [], GridTrace grid => grid.Values.Cast<double>(), _ => [] }),
            ["aspectmode"] = "cube",
            ["camera"] = new JsonMap
            {
                ["eye"] = new JsonMap { ["x"] = 1.2 * distance, ["y"] = -1.55 * distance, ["z"] = 1.35 * distance },
                ["center"] = new JsonMap { ["x"] = 0.0, ["y"] = 0.0, ["z"] = -0.16 },
            },
        };
    }

    /// <summary>Where an annotation stands: on a logarithmic axis, unlike traces and shapes, by the power of ten.</summary>
    private static double Place(Axis axis, double at) => axis.Logarithmic ? Math.Log10(at) : at;

    private static JsonMap Annotation(Note note, Figure panel, string suffix)
    {
        var map = new JsonMap
        {
            ["x"] = Place(panel.XAxis, note.X),
            ["y"] = Place(panel.YAxis, note.Y),
            ["xref"] = "x" + suffix,
            ["yref"] = "y" + suffix,
            ["text"] = Words.Plotly(note.Text),
            ["font"] = new JsonMap { ["color"] = note.Color },
            ["showarrow"] = note.Pointer || note.From is not null,
            ["arrowcolor"] = note.Color,
            ["arrowhead"] = note.From is null ? 0 : 2,
            ["arrowwidth"] = note.From is null ? 1.0 : 2.0,
        };
        if (note.From is { } from)
        {
            (map["axref"], map["ayref"]) = ("x" + suffix, "y" + suffix);
            (map["ax"], map["ay"]) = (Place(panel.XAxis, from.X), Place(panel.YAxis, from.Y));
        }
        else if (note.Pointer)
        {
            (map["ax"], map["ay"]) = (32, -36);
            map["bgcolor"] = "rgba(255,255,255,0.85)";
        }

        return map;
    }

    private static JsonMap RuleLine(Rule rule, string suffix) => new()
    {
        ["type"] = "line",
        ["xref"] = rule.IsVertical ? "x" + suffix : $"x{suffix} domain",
        ["yref"] = rule.IsVertical ? $"y{suffix} domain" : "y" + suffix,
        ["x0"] = rule.IsVertical ? rule.At : 0.0,
        ["x1"] = rule.IsVertical ? rule.At : 1.0,
        ["y0"] = rule.IsVertical ? 0.0 : rule.At,
        ["y1"] = rule.IsVertical ? 1.0 : rule.At,
        ["line"] = new JsonMap { ["color"] = rule.Color, ["width"] = 1.5, ["dash"] = "dot" },
    };

    // The labels of several upright lines stand one below the other, so that close lines can be told apart.
    private static JsonMap RuleLabel(Rule rule, Figure panel, string suffix, int place) => new()
    {
        ["x"] = rule.IsVertical ? Place(panel.XAxis, rule.At) : 1.0,
        ["y"] = rule.IsVertical ? 1.0 : Place(panel.YAxis, rule.At),
        ["xref"] = rule.IsVertical ? "x" + suffix : $"x{suffix} domain",
        ["yref"] = rule.IsVertical ? $"y{suffix} domain" : "y" + suffix,
        ["xanchor"] = rule.IsVertical ? "left" : "right",
        ["yanchor"] = rule.IsVertical ? "top" : "bottom",
        ["yshift"] = place == 0 ? null : -18 * (place % 4),
        ["text"] = Words.Plotly(rule.Label),
        ["showarrow"] = false,
        ["font"] = new JsonMap { ["color"] = rule.Color, ["size"] = 13 },
        ["bgcolor"] = "rgba(255,255,255,0.7)",
    };

    private static List<JsonMap> FramesOf(Figure figure, List<JsonMap> stays)
    {
        var still = figure.Traces.Count;
        var keep = stays.Take(figure.Notes.Count)
            .Concat(stays.Skip(figure.Notes.Count + figure.Frames[0].Notes.Count))
            .ToList();
        var noted = figure.Frames.Any(frame => frame.Notes.Count > 0);
        return [.. figure.Frames.Select(frame => new JsonMap
        {
            ["name"] = Words.Plotly(frame.Label),
            ["traces"] = Enumerable.Range(still, frame.Traces.Count),
            ["data"] = Drawn(frame.Traces, after: figure.Traces).Select(map => Scaled(map, figure, figure.ColorBar)),
            ["layout"] = frame.Title is null && !noted
                ? null
                : new JsonMap
                {
                    ["title"] = frame.Title is null ? null : new JsonMap { ["text"] = Words.Plotly(frame.Title) },
                    ["annotations"] = noted ? keep.Concat(frame.Notes.Select(note => Annotation(note, figure, ""))) : null,
                },
        })];
    }

    private static void AddControls(Figure figure, JsonMap layout)
    {
        JsonMap Timing(int milliseconds) => new()
        {
            ["mode"] = "immediate",
            ["fromcurrent"] = true,
            ["frame"] = new JsonMap { ["duration"] = milliseconds, ["redraw"] = true },
            ["transition"] = new JsonMap { ["duration"] = 0 },
        };
        JsonMap Button(string label, object? frames, int milliseconds) => new()
        {
            ["label"] = label,
            ["method"] = "animate",
            ["args"] = new[] { frames, Timing(milliseconds) },
        };

        // The controls stand below the axis title, left of the slider.
        ((JsonMap)layout["margin"]!)["b"] = 150;
        layout["updatemenus"] = new[]
        {
            new JsonMap
            {
                ["type"] = "buttons",
                ["direction"] = "left",
                ["showactive"] = false,
                ["x"] = 0.0,
                ["xanchor"] = "left",
                ["y"] = 0.0,
                ["yanchor"] = "top",
                ["pad"] = new JsonMap { ["t"] = 86, ["r"] = 8 },
                ["buttons"] = new[] { Button("▶ Play", null, figure.FrameMilliseconds), Button("❚❚ Pause", new object?[] { null }, 0) },
            },
        };
        layout["sliders"] = new[]
        {
            new JsonMap
            {
                ["x"] = 0.27,
                ["len"] = 0.73,
                ["y"] = 0.0,
                ["yanchor"] = "top",
                ["pad"] = new JsonMap { ["t"] = 62, ["b"] = 8 },
                ["currentvalue"] = new JsonMap { ["prefix"] = Words.Plotly(figure.FramePrefix), ["xanchor"] = "left" },
                ["steps"] = figure.Frames.Select(frame => new JsonMap
                {
                    ["label"] = Words.Plotly(frame.Label),
                    ["method"] = "animate",
                    ["args"] = new object[] { new[] { Words.Plotly(frame.Label) }, Timing(0) },
                }),
            },
        };
    }
}
