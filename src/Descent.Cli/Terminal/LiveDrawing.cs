using Spectre.Console;
using Spectre.Console.Rendering;

namespace Descent.Cli.Terminal;

/// <summary>A drawing on the terminal that follows some work.</summary>
internal static class LiveDrawing
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the work, on another thread, and draws until it ends.</summary>
    public static T Watch<T>(Func<IRenderable> draw, Func<T> work)
    {
        var running = Task.Run(work);
        AnsiConsole.Live(draw()).Overflow(VerticalOverflow.Crop).Start(live =>
        {
            // A wait that ends with the work: Wait would throw what the work throws, inside the drawing.
            while (Task.WaitAny([running], Refresh) < 0)
                live.UpdateTarget(draw());
            live.UpdateTarget(draw());
        });
        return running.GetAwaiter().GetResult();
    }
}
