namespace Descent.Gpu.Kernels;

/// <summary>
/// What kernels need of a type of numbers beyond + - * / and comparisons. Written in plain arithmetic, as GPUs' own functions are
/// approximations that differ from one to the other (tanh.approx has eleven bits), and as what is tested on the processor then is
/// what runs on a GPU.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IReal<T>
    where T : unmanaged
{
    /// <summary>The number nearest to a double.</summary>
    static abstract T From(double value);

    /// <summary>The number nearest to a whole one.</summary>
    static abstract T FromLong(long value);

    /// <summary>The number as a double.</summary>
    static abstract double ToDouble(T value);

    /// <summary>The whole number towards 0.</summary>
    static abstract int ToInt(T value);

    /// <summary>√x, rightly rounded.</summary>
    static abstract T Sqrt(T x);

    /// <summary>eˣ, within two units of the last place.</summary>
    static abstract T Exp(T x);

    /// <summary>The natural logarithm, within two units of the last place.</summary>
    static abstract T Log(T x);
}
