namespace Descent.Gpu.Tests.Ptx;

/// <summary>What an instruction does beside computing a value.</summary>
internal enum PtxAction
{
    Compute,
    LoadParameter,
    Load,
    Store,
    CompareAndSwap,
    Jump,
    JumpByTable,
    Barrier,
    Return,
}

/// <summary>An instruction, taken apart. Registers, constants and the names of shared memory are places in a thread's list of values.</summary>
internal sealed record PtxInstruction(string Text, PtxAction Action)
{
    /// <summary>The predicate that decides whether it is executed; -1 for always.</summary>
    public int Predicate { get; init; } = -1;

    /// <summary>Whether it is executed where the predicate is false.</summary>
    public bool IsNegated { get; init; }

    /// <summary>Where the result goes; what is stored; for vectors several.</summary>
    public int[] Values { get; init; } = [];

    /// <summary>What is computed from.</summary>
    public int A { get; init; }

    public int B { get; init; }

    public int C { get; init; }

    public PtxFunction? Function { get; init; }

    /// <summary>Bytes beyond an address, or of a parameter.</summary>
    public int Offset { get; init; }

    /// <summary>Bytes of an element in memory.</summary>
    public int Size { get; init; }

    /// <summary>Where jumps lead.</summary>
    public int[] Targets { get; init; } = [];
}
