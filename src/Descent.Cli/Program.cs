using Descent.Cli.Commands;
using Descent.Notebooks.Kernel;

// A kernel's process starts here, before anything else is loaded.
if (args is [KernelHost.Argument, var commands, var events])
    return KernelHost.Run(commands, events);

return DescentCommand.Invoke(args);
