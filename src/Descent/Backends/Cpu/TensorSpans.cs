namespace Descent.Backends.Cpu;

/// <summary>The elements of a tensor in managed memory.</summary>
internal static class TensorSpans
{
    extension(Tensor tensor)
    {
        /// <summary>The elements, to be read and written in place.</summary>
        /// <typeparam name="T">The tensor's own element type.</typeparam>
        public Span<T> Span<T>()
            where T : unmanaged
            => tensor.Elements<T>().AsSpan(tensor.Offset, tensor.Length);

        /// <summary>The array that holds the elements, from <see cref="Tensor.Offset"/> on.</summary>
        public T[] Elements<T>()
            where T : unmanaged
            => ((CpuStorage<T>)tensor.Storage).Elements;
    }
}
