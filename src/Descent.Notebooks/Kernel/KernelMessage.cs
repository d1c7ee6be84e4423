using System.Text.Json.Serialization;
using Descent.Notebooks.Linting;

namespace Descent.Notebooks.Kernel;

/// <summary>One message between the runner and a kernel's process; which members are set depends on its kind.</summary>
internal sealed record KernelMessage
{
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required KernelMessageKind Kind { get; init; }

    /// <summary>The notebook's folder (<see cref="KernelMessageKind.Open"/>), the notebook (Check), code (Run), or printed text (Print).</summary>
    public string? Text { get; init; }

    /// <summary>The cell's number (Run).</summary>
    public int Cell { get; init; }

    public KernelStream Stream { get; init; }

    public FormattedValue? Value { get; init; }

    /// <summary>What is not neutral (Checked).</summary>
    public IReadOnlyList<LintFinding>? Findings { get; init; }

    /// <summary>Why the cell failed (Done); null when it did not.</summary>
    public CellError? Error { get; init; }
}

/// <summary>What a <see cref="KernelMessage"/> says.</summary>
internal enum KernelMessageKind
{
    /// <summary>To the kernel: this is the notebook's folder.</summary>
    Open,

    /// <summary>To the kernel: say whether this notebook is neutral. Its compiler is ready for that, the runner's is not.</summary>
    Check,

    /// <summary>To the kernel: run this cell.</summary>
    Run,

    /// <summary>From the kernel: the answer to Check.</summary>
    Checked,

    /// <summary>From the kernel: text was printed.</summary>
    Print,

    /// <summary>From the kernel: a value was shown.</summary>
    Show,

    /// <summary>From the kernel: the cell has ended.</summary>
    Done,
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(KernelMessage))]
internal sealed partial class KernelMessageJson : JsonSerializerContext;
