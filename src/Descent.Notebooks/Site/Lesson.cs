using Descent.Notebooks.Rendering;
using Descent.Notebooks.Running;

namespace Descent.Notebooks.Site;

/// <summary>One notebook of a site.</summary>
internal sealed class Lesson
{
    private const string Question = "The question";

    /// <summary>Renders a notebook that was run.</summary>
    /// <param name="result">What became of it.</param>
    /// <param name="name">Its page's file name, without extension.</param>
    /// <param name="maxTextLength">Text outputs longer than this are cut.</param>
    public Lesson(NotebookResult result, string name, int maxTextLength)
    {
        Result = result;
        Name = name;
        Content = result.Executed is { } notebook ? new NotebookHtml(notebook, Path.GetFileName(result.Path), null, maxTextLength) : null;
    }

    public NotebookResult Result { get; }

    public string Name { get; }

    public string Page => Name + ".html";

    /// <summary>The notebook's file, for readers to take along.</summary>
    public string Download => $"notebooks/{Name}{Path.GetExtension(Result.Path)}";

    /// <summary>What the page holds; null when the notebook could not even start.</summary>
    public NotebookHtml? Content { get; }

    public string Title => Content?.Title ?? Path.GetFileName(Result.Path);

    /// <summary>
    /// What the notebook asks, as HTML: the paragraph under its heading "The question", or the one that begins with these words;
    /// for want of them the first paragraph under its title.
    /// </summary>
    public string Summary
    {
        get
        {
            var sections = Content?.Sections ?? [];
            return sections.Where(section => Is(section.Heading?.Text)).SelectMany(section => section.Paragraphs).FirstOrDefault()
                ?? sections.SelectMany(section => section.Paragraphs).FirstOrDefault(Is)?[Question.Length..].TrimStart('.', ':', ' ')
                ?? sections.SelectMany(section => section.Paragraphs).FirstOrDefault()
                ?? "";
        }
    }

    private static bool Is(string? text) => text?.StartsWith(Question, StringComparison.OrdinalIgnoreCase) == true;
}
