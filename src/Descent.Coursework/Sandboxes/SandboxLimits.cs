namespace Descent.Coursework.Sandboxes;

/// <summary>What a child may use of the machine.</summary>
public sealed record SandboxLimits
{
    /// <summary>Bytes of memory, of the child and all that it starts.</summary>
    public long Memory { get; init; } = 1L << 30;

    /// <summary>Processes and threads together. The runtime itself needs some twenty.</summary>
    public int Processes { get; init; } = 100;

    /// <summary>Open files.</summary>
    public int OpenFiles { get; init; } = 256;

    /// <summary>Bytes of the private temporary folder.</summary>
    public long TemporaryFolder { get; init; } = 64L << 20;

    /// <summary>Seconds of processor time, of all threads together.</summary>
    public int ProcessorSeconds { get; init; } = 300;

    /// <summary>Bytes of messages that one cell may send.</summary>
    public int Messages { get; init; } = 32 << 20;

    /// <summary>Processors that the child sees.</summary>
    public int Processors { get; init; } = 1;
}
