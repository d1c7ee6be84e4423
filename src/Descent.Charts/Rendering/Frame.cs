using Descent.Charts.Traces;

namespace Descent.Charts.Rendering;

/// <summary>One picture of an animation.</summary>
/// <param name="Label">What the slider calls it.</param>
/// <param name="Title">Its own title, or null.</param>
/// <param name="Traces">What changes; the figure's first traces stay.</param>
/// <param name="Notes">Its annotations.</param>
internal sealed record Frame(string Label, string? Title, IReadOnlyList<Trace> Traces, IReadOnlyList<Note> Notes);
