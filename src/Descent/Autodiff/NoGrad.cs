namespace Descent;

/// <summary>
/// Switches recording for <see cref="Tensor.Backward(bool)"/> off: for evaluation and for changing weights by hand.
/// <code>using (NoGrad.Begin()) { ... }</code>
/// It holds for the code inside the scope, through every <c>await</c> and in the tasks and threads that are started there; other
/// threads go on recording.
/// </summary>
public static class NoGrad
{
    // Not thread-static: after an await, a scope may end on another thread than it began on.
    private static readonly AsyncLocal<int> Depth = new();

    // How many scopes are open anywhere. While training there are none, and every operation is spared the look-up above.
    private static int openScopes;

    /// <summary>Whether operations are being recorded here.</summary>
    public static bool IsRecording => Volatile.Read(ref openScopes) == 0 || Depth.Value == 0;

    /// <summary>Stops recording until the result is disposed. Scopes nest.</summary>
    public static Scope Begin()
    {
        Depth.Value++;
        Interlocked.Increment(ref openScopes);
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
            Interlocked.Decrement(ref openScopes);
            Depth.Value = Math.Max(0, Depth.Value - 1);
        }
    }
}
