namespace Descent.Backends.Cpu;

/// <summary>Elements in managed memory.</summary>
internal sealed class CpuStorage<T>(T[] elements) : Storage(DTypes.Of<T>(), elements.Length)
    where T : unmanaged
{
    public T[] Elements { get; } = elements;
}

/// <summary>
/// Arrays that were given back, by length, for the next allocation of the same length: a training step asks for the
/// same sizes again and again. One pool a thread, so no locks; bounded, so an odd large size is not kept for ever.
/// </summary>
internal static class BufferPool<T>
    where T : unmanaged
{
    private const int MaxPerLength = 8;
    private const long MaxElements = 1 << 26;

    [ThreadStatic]
    private static Dictionary<int, Stack<T[]>>? buffers;

    [ThreadStatic]
    private static long kept;

    public static T[] Rent(int length)
    {
        if (buffers is not null && buffers.TryGetValue(length, out var stack) && stack.TryPop(out var array))
        {
            kept -= length;
            return array;
        }

        return GC.AllocateUninitializedArray<T>(length);
    }

    public static void Return(T[] array)
    {
        if (kept + array.Length > MaxElements)
            return;
        buffers ??= [];
        if (!buffers.TryGetValue(array.Length, out var stack))
            buffers[array.Length] = stack = new Stack<T[]>();
        if (stack.Count >= MaxPerLength)
            return;
        stack.Push(array);
        kept += array.Length;
    }
}
