using Descent.Backends.Cpu;

namespace Descent.Tests.Backends;

/// <summary>Tests that set how many threads there are, need them all, or count collections: they run alone.</summary>
[CollectionDefinition(nameof(CpuThreads), DisableParallelization = true)]
public static class CpuThreadsCollection;
