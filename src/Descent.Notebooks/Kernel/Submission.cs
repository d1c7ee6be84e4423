using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Descent.Notebooks.Kernel;

/// <summary>One compiled stretch of code.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Type">The name of the class that holds the code.</param>
/// <param name="Image">The assembly.</param>
/// <param name="Symbols">Its portable debug symbols.</param>
/// <param name="Index">How many submissions came before.</param>
/// <param name="HasValue">Whether it ends in a value; null when it did not compile.</param>
/// <param name="Diagnostics">What the compiler had to say when it did not compile.</param>
internal sealed record Submission(
    string Name, string Type, MemoryStream Image, MemoryStream Symbols, int Index, Func<bool>? HasValue, ImmutableArray<Diagnostic> Diagnostics);
