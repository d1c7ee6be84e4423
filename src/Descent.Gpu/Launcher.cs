using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Descent.Gpu.Kernels;
using ILGPU;
using ILGPU.Runtime;

namespace Descent.Gpu;

/// <summary>
/// What all kernels of a device share: the stream that they run in, one after the other, and small pieces of memory. Those that a captured
/// step uses stay where they are, so that it finds them again; row numbers, which it cannot use, may move.
/// </summary>
internal sealed class Launcher : IDisposable
{
    /// <summary>Partial sums that one kernel may have: 4 MiB of Float64.</summary>
    public const int MostPartialSums = 1 << 19;

    private const int MostThreads = 256;

    private readonly MemoryBuffer1D<int, Stride1D.Dense> faultRow;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> fault;
    private readonly MemoryBuffer1D<double, Stride1D.Dense> partialSums;
    private MemoryBuffer1D<int, Stride1D.Dense> index;
    private int[] staged = GC.AllocateUninitializedArray<int>(1 << 16, pinned: true);
    private int next;
    private bool mayHaveFault;

    /// <summary>What the kernels of a device share.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="memoryLimit">Bytes that tensors may take: all the device has, or less where others need some.</param>
    public Launcher(Accelerator accelerator, long memoryLimit)
    {
        (Accelerator, MemoryLimit) = (accelerator, memoryLimit);

        // Not the default stream, which cannot be captured.
        Stream = accelerator.CreateStream();
        Threads = 1;
        while (Threads * 2 <= Math.Min(MostThreads, accelerator.MaxNumThreadsPerGroup))
            Threads *= 2;
        faultRow = accelerator.Allocate1D<int>(1);
        fault = accelerator.Allocate1D<double>(2);
        partialSums = accelerator.Allocate1D<double>(MostPartialSums);
        index = accelerator.Allocate1D<int>(staged.Length);
        faultRow.View.BaseView.CopyFromCPU(Stream, [0]);
    }

    public Accelerator Accelerator { get; }

    public AcceleratorStream Stream { get; }

    /// <summary>Whether launches are only taken down now.</summary>
    public bool IsCapturing { get; set; }

    /// <summary>What gives up memory that nobody holds, one for each type of elements.</summary>
    public List<Action> Trims { get; } = [];

    /// <summary>Bytes that tensors may take.</summary>
    public long MemoryLimit { get; }

    /// <summary>Bytes that tensors have taken, in use or to be used again.</summary>
    public long MemoryTaken { get; set; }

    /// <summary>Threads of a group where nothing else is asked for: a power of two.</summary>
    public int Threads { get; }

    /// <summary>Batches that one launch multiplies: as many as a grid may have along its last axis. Tests cannot afford so many.</summary>
    public int MostBatches { get; set; } = 65_535;

    /// <summary>How matrix products are computed; null where their sizes decide: tests cannot afford large products.</summary>
    public Func<MatMulShape, MatMulPlan>? Plan { get; set; }

    /// <summary>For the first label that is no class: its row + 1, or 0.</summary>
    public ArrayView<int> FaultRow
    {
        get
        {
            mayHaveFault = true;
            return faultRow.View.BaseView;
        }
    }

    /// <summary>For the first label that is no class: the label, and how many classes there are.</summary>
    public ArrayView<double> Fault => fault.View.BaseView;

    /// <summary>Compiles kernels in another way than for the device: from what launches it, the kernel, and what it is to be compiled for. For tests.</summary>
    public Func<Type, MethodInfo, KernelSpecialization, Delegate>? Compiler { get; init; }

    /// <summary>Compiles a kernel, unless that was done before.</summary>
    /// <typeparam name="TLaunch">Takes a stream, the numbers of groups and threads, and the kernel's arguments.</typeparam>
    /// <param name="launch">Launches the kernel once it is compiled.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="specialization">What the device's compiler should know of how it is launched.</param>
    public void Load<TLaunch>([NotNull] ref TLaunch? launch, Delegate kernel, KernelSpecialization specialization = default)
        where TLaunch : Delegate
        => launch ??= (TLaunch?)Compiler?.Invoke(typeof(TLaunch), kernel.Method, specialization) ?? Accelerator.LoadKernel<TLaunch>(kernel.Method, specialization, out _);

    /// <summary>A thread for each element.</summary>
    public KernelConfig ForEach(int elements) => new((int)Math.Max(1, ((long)elements + Threads - 1) / Threads), Threads);

    /// <summary>So many groups of so many threads, or of as many as the device has.</summary>
    public KernelConfig Groups(int groups, int threads) => new(groups, Math.Min(threads, Threads));

    /// <summary>Room for partial sums, until the next kernel that has some.</summary>
    public ArrayView<T> PartialSums<T>(int count)
        where T : unmanaged
        => partialSums.View.BaseView.Cast<T>().SubView(0, count);

    /// <summary>Numbers of rows, in the device's memory until the next ones.</summary>
    public ArrayView<int> Upload(ReadOnlySpan<int> rows)
    {
        RefuseInCapture();
        if (rows.Length > staged.Length)
        {
            // Kernels that still read the old ones come first.
            Stream.Synchronize();
            index.Dispose();
            staged = GC.AllocateUninitializedArray<int>(2 * rows.Length, pinned: true);
            index = Accelerator.Allocate1D<int>(staged.Length);
            next = 0;
        }

        // From memory that stays where it is, and is not written to again before all that was launched is done: so nothing waits here.
        if (next + rows.Length > staged.Length)
        {
            Stream.Synchronize();
            next = 0;
        }

        rows.CopyTo(staged.AsSpan(next));
        var view = index.View.BaseView.SubView(0, rows.Length);
        if (rows.Length > 0)
            view.CopyFromCPUUnsafeAsync(Stream, ref staged[next], rows.Length);
        next += rows.Length;
        return view;
    }

    /// <summary>Copies to the device, and waits until it is done: a driver may read the numbers as late as then.</summary>
    public void Upload<T>(ReadOnlySpan<T> source, ArrayView<T> target)
        where T : unmanaged
    {
        RefuseInCapture();
        if (!source.IsEmpty)
            target.CopyFromCPU(Stream, source);
    }

    /// <summary>A graph would keep the host's address and read there when it is launched.</summary>
    private void RefuseInCapture()
    {
        if (IsCapturing)
            throw new InvalidOperationException("numbers that come from the host cannot be part of a captured step");
    }

    /// <summary>
    /// Looks for a label that is no class, found by a kernel since the last time. Called where a number that was read is NaN, which such a
    /// label causes: so training never waits for the check.
    /// </summary>
    public void CheckLabels()
    {
        // Once there were labels there may be again, in steps that are repeated without a call from here.
        if (!mayHaveFault)
            return;
        Span<int> row = [0];
        faultRow.View.BaseView.CopyToCPU(Stream, row);
        if (row[0] == 0)
            return;
        Span<double> found = [0, 0];
        fault.View.BaseView.CopyToCPU(Stream, found);
        faultRow.View.BaseView.CopyFromCPU(Stream, [0]);
        throw new ArgumentException($"CrossEntropy: target {found[0]} in row {row[0] - 1} is not a class index; the logits have classes 0..{found[1] - 1}");
    }

    public void Dispose()
    {
        faultRow.Dispose();
        fault.Dispose();
        partialSums.Dispose();
        index.Dispose();
        Stream.Dispose();
    }
}
