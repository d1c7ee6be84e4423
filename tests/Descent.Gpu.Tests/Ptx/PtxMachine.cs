using System.Runtime.InteropServices;
using ILGPU;

namespace Descent.Gpu.Tests.Ptx;

/// <summary>
/// Executes kernels in PTX one thread after the other, from barrier to barrier, and looks out for what a GPU would pass over in silence: memory
/// that is not the kernel's, threads that read what others write without a barrier in between, barriers that not all threads reach.
/// </summary>
internal sealed unsafe class PtxMachine
{
    /// <summary>What shared memory holds before it is written to.</summary>
    private const byte Garbage = 0xFF;

    private readonly PtxKernel kernel;
    private readonly ulong[] template;
    private readonly List<ulong[]> values = [];
    private readonly List<int> positions = [];
    private readonly Dictionary<nint, Access> accesses = [];
    private byte[] parameters = [];
    private (nint Start, nint End)[] memory = [];
    private int lastUsed;
    private int thread;
    private int group;
    private int epoch;

    /// <summary>Prepares a kernel.</summary>
    public PtxMachine(PtxKernel kernel)
    {
        this.kernel = kernel;
        template = [.. kernel.Initial];
    }

    /// <summary>Executes all groups.</summary>
    /// <param name="groups">How many.</param>
    /// <param name="threads">Threads of each.</param>
    /// <param name="arguments">The bytes of the parameters, each at a multiple of eight.</param>
    /// <param name="buffers">The memory that the kernel was given.</param>
    /// <exception cref="InvalidOperationException">The kernel does what it must not do.</exception>
    public void Run(Index3D groups, Index3D threads, byte[] arguments, IEnumerable<(nint Start, nint End)> buffers)
    {
        if (threads.Y != 1 || threads.Z != 1)
            throw new NotSupportedException("groups have threads along one axis");
        parameters = arguments;
        accesses.Clear();
        while (values.Count < threads.X)
        {
            values.Add(new ulong[template.Length]);
            positions.Add(0);
        }

        var shared = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, kernel.SharedBytes), 16);
        try
        {
            (memory, lastUsed) = ([((nint)shared, (nint)shared + kernel.SharedBytes), .. buffers], 0);
            foreach (var (place, offset) in kernel.Shared)
                template[place] = (ulong)(shared + offset);
            template[kernel.Threads[0]] = (ulong)threads.X;
            template[kernel.Threads[1]] = template[kernel.Threads[2]] = 1;
            group = 0;
            for (var z = 0; z < groups.Z; z++)
            {
                for (var y = 0; y < groups.Y; y++)
                {
                    for (var x = 0; x < groups.X; x++, group++)
                    {
                        new Span<byte>(shared, kernel.SharedBytes).Fill(Garbage);
                        (template[kernel.GroupNumber[0]], template[kernel.GroupNumber[1]], template[kernel.GroupNumber[2]]) = ((ulong)x, (ulong)y, (ulong)z);
                        RunGroup(threads.X);
                    }
                }
            }
        }
        finally
        {
            NativeMemory.AlignedFree(shared);
        }
    }

    private void RunGroup(int threads)
    {
        for (var i = 0; i < threads; i++)
        {
            template.CopyTo(values[i], 0);
            values[i][kernel.ThreadNumber[0]] = (ulong)i;
            positions[i] = 0;
        }

        int waiting;
        do
        {
            epoch++;
            waiting = 0;
            for (thread = 0; thread < threads; thread++)
            {
                positions[thread] = RunThread(values[thread], positions[thread]);
                waiting += positions[thread] < kernel.Instructions.Count ? 1 : 0;
            }

            if (waiting > 0 && (waiting < threads || positions.Take(threads).Distinct().Count() > 1))
                throw new InvalidOperationException($"of {threads} threads, {waiting} wait at a barrier, not all of them at the same one");
        }
        while (waiting > 0);
    }

    /// <summary>Runs a thread up to the next barrier.</summary>
    /// <returns>Where it goes on; beyond the last instruction when it has ended.</returns>
    private int RunThread(ulong[] registers, int position)
    {
        while (true)
        {
            var instruction = kernel.Instructions[position++];
            if (instruction.Predicate >= 0 && (registers[instruction.Predicate] != 0) == instruction.IsNegated)
                continue;
            switch (instruction.Action)
            {
                case PtxAction.Compute:
                    registers[instruction.Values[0]] = instruction.Function!(registers[instruction.A], registers[instruction.B], registers[instruction.C]);
                    break;
                case PtxAction.LoadParameter:
                    registers[instruction.Values[0]] = Element(ref parameters[instruction.Offset], instruction.Size);
                    break;
                case PtxAction.Load:
                    for (var i = 0; i < instruction.Values.Length; i++)
                        registers[instruction.Values[i]] = Element(ref Address(instruction, registers, i, isWrite: false), instruction.Size);
                    break;
                case PtxAction.Store:
                    for (var i = 0; i < instruction.Values.Length; i++)
                    {
                        ref var target = ref Address(instruction, registers, i, isWrite: true);
                        if (instruction.Size == 8)
                            MemoryMarshal.Write(MemoryMarshal.CreateSpan(ref target, 8), registers[instruction.Values[i]]);
                        else
                            MemoryMarshal.Write(MemoryMarshal.CreateSpan(ref target, 4), (uint)registers[instruction.Values[i]]);
                    }

                    break;
                case PtxAction.CompareAndSwap:
                    ref var word = ref *(uint*)Checked(instruction, (nint)registers[instruction.A] + instruction.Offset);
                    var old = word;
                    if (old == (uint)registers[instruction.B])
                        word = (uint)registers[instruction.C];
                    registers[instruction.Values[0]] = old;
                    break;
                case PtxAction.Jump:
                    position = instruction.Targets[0];
                    break;
                case PtxAction.JumpByTable:
                    position = instruction.Targets[registers[instruction.A]];
                    break;
                case PtxAction.Barrier:
                    return position;
                default:
                    return kernel.Instructions.Count;
            }
        }
    }

    private static ulong Element(ref byte from, int size) => size switch
    {
        8 => MemoryMarshal.Read<ulong>(MemoryMarshal.CreateReadOnlySpan(ref from, 8)),
        4 => MemoryMarshal.Read<uint>(MemoryMarshal.CreateReadOnlySpan(ref from, 4)),
        _ => throw new NotSupportedException($"elements of {size} bytes"),
    };

    private ref byte Address(PtxInstruction instruction, ulong[] registers, int element, bool isWrite)
    {
        var start = (nint)registers[instruction.A] + instruction.Offset;
        if (element == 0 && start % (instruction.Size * instruction.Values.Length) != 0)
            throw new InvalidOperationException($"thread {thread} of group {group}: an address that is not a multiple of what is read or written at once, in {instruction.Text}");
        var address = Checked(instruction, start + (element * instruction.Size));
        CheckOrder(instruction, address, isWrite);
        return ref *(byte*)address;
    }

    private nint Checked(PtxInstruction instruction, nint address)
    {
        // Mostly where the last one was.
        if (IsIn(memory[lastUsed]))
            return address;
        for (var i = 0; i < memory.Length; i++)
        {
            if (!IsIn(memory[i]))
                continue;
            lastUsed = i;
            return address;
        }

        throw new InvalidOperationException($"thread {thread} of group {group}: memory that the kernel was not given, in {instruction.Text}");

        bool IsIn((nint Start, nint End) range) => address >= range.Start && address + instruction.Size <= range.End;
    }

    /// <summary>Who writes must be alone with it until the next barrier, and in memory of all groups be the only group until the end.</summary>
    private void CheckOrder(PtxInstruction instruction, nint address, bool isWrite)
    {
        var isShared = address >= memory[0].Start && address < memory[0].End;
        ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(accesses, address, out var exists);
        if (!exists || (isShared && last.Group != group))
        {
            last = new Access(group, epoch, thread, isWrite, isWrite, IsOfSeveral: false, IsOfSeveralGroups: false);
            return;
        }

        var isSameStretch = last.Group == group && last.Epoch == epoch;
        var meetsGroup = (last.Group != group || last.IsOfSeveralGroups) && (isWrite || last.WasWritten);
        var meetsThread = isSameStretch && (last.Thread != thread || last.IsOfSeveral) && (isWrite || last.IsWrite);
        if (meetsGroup || meetsThread)
            throw new InvalidOperationException($"thread {thread} of group {group} meets thread {last.Thread} of group {last.Group} in {instruction.Text}");
        last = new Access(
            group, epoch, thread, isWrite || (isSameStretch && last.IsWrite), isWrite || last.WasWritten, isSameStretch && (last.IsOfSeveral || last.Thread != thread),
            last.IsOfSeveralGroups || last.Group != group);
    }

    /// <summary>Who was last at a place in memory.</summary>
    /// <param name="Group">The group.</param>
    /// <param name="Epoch">Between which barriers.</param>
    /// <param name="Thread">The thread.</param>
    /// <param name="IsWrite">Whether it was written to since the last barrier.</param>
    /// <param name="WasWritten">Whether it was ever written to.</param>
    /// <param name="IsOfSeveral">Whether other threads of the group were there since the last barrier.</param>
    /// <param name="IsOfSeveralGroups">Whether other groups were ever there.</param>
    private readonly record struct Access(int Group, int Epoch, int Thread, bool IsWrite, bool WasWritten, bool IsOfSeveral, bool IsOfSeveralGroups);
}
