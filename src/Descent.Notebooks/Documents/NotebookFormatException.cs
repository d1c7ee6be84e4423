namespace Descent.Notebooks.Documents;

/// <summary>A file is not a notebook that can be read: the message names the file, the place in it, and what to do.</summary>
public sealed class NotebookFormatException : FormatException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="path">The file, or null when the text came from elsewhere.</param>
    /// <param name="place">Where in the file: a line and byte, or a cell, counted from 1.</param>
    /// <param name="problem">What is wrong, and what would be right.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public NotebookFormatException(string? path, string? place, string problem, Exception? innerException = null)
        : base(string.Join(": ", new[] { path ?? "notebook", place, problem }.Where(part => !string.IsNullOrEmpty(part))), innerException)
    {
        Path = path;
        Place = place;
        Problem = problem;
    }

    /// <summary>The file, or null when the text came from elsewhere.</summary>
    public string? Path { get; }

    /// <summary>Where in the file, such as <c>line 3, byte 17</c> or <c>cell 4, output 1</c>; null for the whole file.</summary>
    public string? Place { get; }

    /// <summary>What is wrong and what to do, without the place.</summary>
    public string Problem { get; }
}
