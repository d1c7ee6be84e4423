using System.Runtime.InteropServices;
using Descent.Notebooks.Kernel;
using Microsoft.Win32.SafeHandles;

namespace Descent.Coursework.Execution;

/// <summary>
/// Takes a child's standard input and output for its messages, and leaves nothing in their place: what code in the child reads or prints
/// by any other way cannot get between them.
/// </summary>
internal static partial class StandardStreams
{
    private const int DuplicateAndCloseOnExecute = 1030;
    private const int ReadWrite = 2;

    public static Frames Take(int maximumLength)
    {
        if (!OperatingSystem.IsLinux())
            return new Frames(Console.OpenStandardInput(), Console.OpenStandardOutput(), maximumLength);
        var (input, output) = (Duplicate(0, DuplicateAndCloseOnExecute, 3), Duplicate(1, DuplicateAndCloseOnExecute, 3));
        var nothing = Open("/dev/null", ReadWrite);
        _ = Replace(nothing, 0);
        _ = Replace(nothing, 1);
        _ = Close(nothing);
        return new Frames(
            new FileStream(new SafeFileHandle(input, ownsHandle: true), FileAccess.Read, bufferSize: 0),
            new FileStream(new SafeFileHandle(output, ownsHandle: true), FileAccess.Write, bufferSize: 0),
            maximumLength);
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Duplicate(int descriptor, int command, nint least);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int Replace(int descriptor, int replaced);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
