namespace Descent;

/// <summary>
/// Switches recording for <see cref="Tensor.Backward(bool)"/> off on this thread: for evaluation and for changing weights
/// by hand. <code>using (NoGrad.Begin()) { ... }</code>
/// </summary>
public static class NoGrad
{
    [ThreadStatic]
    private static int depth;

    /// <summary>Whether operations on this thread are being recorded.</summary>
    public static bool IsRecording => depth == 0;

    /// <summary>Stops recording until the result is disposed. Scopes nest.</summary>
    public static Scope Begin()
    {
        depth++;
        return new Scope();
    }

    /// <summary>Ends a <see cref="NoGrad"/> scope when disposed.</summary>
    public sealed class Scope : IDisposable
    {
        private bool ended;

        internal Scope()
        {
        }

        /// <summary>Records again, if no outer scope is open.</summary>
        public void Dispose()
        {
            if (ended)
                return;
            ended = true;
            depth--;
        }
    }
}
