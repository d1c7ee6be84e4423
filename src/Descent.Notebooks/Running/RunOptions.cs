namespace Descent.Notebooks.Running;

/// <summary>How notebooks are run.</summary>
public sealed record RunOptions
{
    /// <summary>The time that a cell may take when neither the caller nor the notebook says.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    /// <summary>The default of <see cref="MemoryLimit"/>: 4 GiB.</summary>
    public const long DefaultMemoryLimit = 4L << 30;

    /// <summary>How many notebooks run at the same time; at least 1.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>
    /// The time that each cell may take. Null: the notebook's own <c>execution.timeout</c> (seconds, as in nbclient), else
    /// <see cref="DefaultTimeout"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many bytes of managed memory a notebook may use; beyond it, its allocations fail.</summary>
    public long MemoryLimit { get; init; } = DefaultMemoryLimit;

    /// <summary>Values, as text, for the variables of the cell tagged <c>parameters</c>, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables for the notebooks' processes, beside those of this one.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether to refuse notebooks that would not run on every kernel alike.</summary>
    public bool Lint { get; init; } = true;
}
