using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Descent.Coursework.Submissions;

/// <summary>Opens files that may be something else under a file's name: whoever opens a named pipe waits for its other end for ever.</summary>
internal static partial class RegularFile
{
    private const int NonBlocking = 0x800;
    private const int CloseOnExecute = 0x80000;

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its content.</returns>
    /// <exception cref="IOException">It cannot be opened, or is no regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, on another system than Linux.</exception>
    public static FileStream Open(string path)
    {
        // The flags are Linux's own.
        if (!OperatingSystem.IsLinux())
            return File.OpenRead(path);
        var handle = new SafeFileHandle(Open(Path.GetFullPath(path), NonBlocking | CloseOnExecute), ownsHandle: true);
        if (handle.IsInvalid)
            throw new IOException($"the file cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}");
        var stream = new FileStream(handle, FileAccess.Read);
        if (stream.CanSeek)
            return stream;
        stream.Dispose();
        throw new IOException("it is no regular file");
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
