namespace Descent.Notebooks.Kernel;

/// <summary>Why a cell failed.</summary>
/// <param name="Name">The full name of the exception's type, or <see cref="CompilationName"/>.</param>
/// <param name="Message">What went wrong; for compile errors one line each, <c>(line,col): error CSxxxx: ...</c>.</param>
/// <param name="Traceback">The lines of the exception as text, without the kernel's own frames.</param>
/// <param name="Place">The statement that failed; null when no statement of the notebook took part.</param>
/// <param name="Caller">The statement of the running cell that led to <paramref name="Place"/>, when that is elsewhere.</param>
public sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback, CellPlace? Place, CellPlace? Caller)
{
    /// <summary>The <see cref="Name"/> of an error that the compiler found.</summary>
    public const string CompilationName = "CompilationError";

    /// <summary>True when the cell did not compile, so nothing of it ran.</summary>
    public bool IsCompilation => Name == CompilationName;
}
