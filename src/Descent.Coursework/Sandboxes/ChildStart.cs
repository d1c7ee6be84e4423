using System.Diagnostics;

namespace Descent.Coursework.Sandboxes;

/// <summary>A child that is ready to start.</summary>
/// <param name="Command">The command; its standard streams are redirected.</param>
/// <param name="Group">The control group that limits it; null where there is none.</param>
internal sealed record ChildStart(ProcessStartInfo Command, ControlGroup? Group = null) : IDisposable
{
    /// <summary>Ends the child where ending the started process does not: a container goes on without the program that started it.</summary>
    public Action? Stop { get; init; }

    /// <summary>A folder to delete when the child has ended; null when there is none.</summary>
    public string? Folder { get; init; }

    /// <summary>Ends what the start has set up.</summary>
    public void Dispose()
    {
        Group?.Dispose();
        if (Folder is not null && Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }
}
