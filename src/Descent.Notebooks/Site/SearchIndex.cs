using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Descent.Notebooks.Site;

/// <summary>The words of a site by page and section, as a script: pages opened from a file may load scripts, but no data.</summary>
internal static class SearchIndex
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The script: it hands its list of [page, title, [[id, heading, text, code], ...]] to <c>descentSearch</c>.</summary>
    public static string Script(IEnumerable<Lesson> lessons)
    {
        var pages = new JsonArray();
        foreach (var lesson in lessons)
        {
            if (lesson.Content is not { } content)
                continue;
            var sections = new JsonArray();
            foreach (var section in content.Sections.Where(section => section.Heading is not null || section.Text.Length + section.Code.Length > 0))
                sections.Add(new JsonArray(section.Heading?.Id ?? "content", section.Heading?.Text ?? "", section.Text, section.Code));
            pages.Add(new JsonArray(lesson.Page, lesson.Title, sections));
        }
        return $"descentSearch({pages.ToJsonString(Compact)});\n";
    }
}
