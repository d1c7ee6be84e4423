using System.Text.Json.Serialization;
using Descent.Notebooks.Kernel;

namespace Descent.Coursework.Execution;

/// <summary>To the compiler: compile a cell, after those that came before it.</summary>
internal sealed record CompileRequest
{
    /// <summary>True to forget all cells of before: a new notebook begins.</summary>
    public bool IsFirst { get; init; }

    /// <summary>The cell's code.</summary>
    public required string Code { get; init; }

    /// <summary>The cell's name in error messages: see <see cref="CellPlace.NameOf"/>.</summary>
    public required string Name { get; init; }

    /// <summary>What the code may not use; empty for code that the instructor wrote.</summary>
    public IReadOnlyList<ForbiddenApi> Forbidden { get; init; } = [];

    /// <summary>True for code that a student wrote: it may load nothing.</summary>
    public bool IsAnswer { get; init; }
}

/// <summary>From the compiler: a compiled cell, or why there is none.</summary>
internal sealed record CompileReply
{
    /// <summary>The cell compiled; null when it did not.</summary>
    public CompiledCell? Cell { get; init; }

    /// <summary>Why it did not compile, or is refused.</summary>
    public CellError? Error { get; init; }
}

/// <summary>A compiled cell.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="Type">The name of the class that holds the code.</param>
/// <param name="Image">The assembly; empty when there is nothing to run.</param>
/// <param name="Symbols">Its debug symbols.</param>
/// <param name="Index">Its place among the compiled cells of its notebook.</param>
internal sealed record CompiledCell(string Name, string Type, byte[] Image, byte[] Symbols, int Index);

/// <summary>To the runner.</summary>
internal sealed record RunRequest
{
    /// <summary>Before the first cell: what the cells reference. Before the first hidden part: the seed and the values that the grader provides.</summary>
    public RunSetup? Setup { get; init; }

    /// <summary>The cell to run.</summary>
    public CompiledCell? Cell { get; init; }

    /// <summary>The cell's name in error messages: see <see cref="CellPlace.NameOf"/>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Comes back with every message that the cell sends.</summary>
    public string Token { get; init; } = "";
}

/// <summary>What a runner must know before it runs cells, or hidden ones.</summary>
/// <param name="References">The assemblies that cells reference: paths where the runner lives.</param>
/// <param name="Seed">The seed of hidden checks.</param>
/// <param name="Provided">Values for hidden checks, as JSON, by name.</param>
internal sealed record RunSetup(IReadOnlyList<string> References, int Seed, IReadOnlyDictionary<string, string> Provided);

/// <summary>From the runner.</summary>
internal sealed record RunEvent
{
    /// <summary>The token of the cell that was running.</summary>
    public string Token { get; init; } = "";

    /// <summary>What a check or a secret region sent; null when the cell has ended.</summary>
    public string? Sent { get; init; }

    /// <summary>The error with which the cell has ended, if it has.</summary>
    public CellError? Error { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CompileRequest))]
[JsonSerializable(typeof(CompileReply))]
[JsonSerializable(typeof(RunRequest))]
[JsonSerializable(typeof(RunEvent))]
internal sealed partial class MessageJson : JsonSerializerContext;
